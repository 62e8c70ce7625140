/// What changed, and so must not be answered from the cache again.
///
/// An answer carries tags: for each type that its objects may have the name of the type or, where it can only be one
/// known object, `Type:key`; and the coordinates of fields and input fields that some mutation names. Evicting a type
/// reaches every answer with objects of it, evicting one object also the answers whose objects are not known, such as
/// lists. So too much may be evicted, but never too little.
public enum Eviction: Hashable, Sendable {
  /// Everything that was read before.
  case everything
  /// All objects of a type.
  case type(String)
  /// One object of a type.
  case entity(type: String, key: String)
  /// The values of one field, or what depends on one input field: `Diagram.completionCount`, `DiagramFilter.completed`.
  case coordinate(String)

  /// The tags that are struck; nil for all.
  var tags: [String]? {
    switch self {
    case .everything: nil
    case .type(let type): [type, Self.knownTag(type)]
    case .entity(let type, let key): [type, Self.entityTag(type, key)]
    case .coordinate(let coordinate): [coordinate]
    }
  }

  /// The tag of an answer with one known object.
  static func entityTag(_ type: String, _ key: String) -> String { "\(type):\(key)" }

  /// The tag that all answers with a known object of a type share. No key is an asterisk followed by a space.
  static func knownTag(_ type: String) -> String { "\(type):* " }
}

/// Header fields in their order, found by name without regard to case.
public struct HTTPFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// One header field.
  public struct Field: Sendable, Equatable {
    /// The name, in the case it came in.
    public var name: String
    /// The value.
    public var value: String

    /// A field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All fields, in order.
  public var all: [Field]

  /// These fields.
  public init(_ all: [Field] = []) {
    self.all = all
  }

  /// These fields, in the order written.
  public init(dictionaryLiteral elements: (String, String)...) {
    all = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// The value of a field; several fields of one name count as one list (RFC 9110, section 5.3).
  public subscript(name: String) -> String? {
    var found: String?
    for field in all where ASCII.equalIgnoringCase(field.name, name) {
      found = found.map { "\($0), \(field.value)" } ?? field.value
    }
    return found
  }

  /// Adds a field at the end.
  public mutating func append(_ name: String, _ value: String) {
    all.append(Field(name: name, value: value))
  }

  /// Sets the only value of a field.
  public mutating func set(_ name: String, _ value: String) {
    all.removeAll { ASCII.equalIgnoringCase($0.name, name) }
    append(name, value)
  }

  /// Says once in `Vary` that the answer depends on a field of the request.
  mutating func vary(by name: String) {
    let current = self["vary"] ?? ""
    let isThere = ASCII.containsElement(current.utf8.span) { list, place in
      ASCII.isName(name, list, place) || ASCII.isName("*", list, place)
    }
    if !isThere { set("Vary", current.isEmpty ? name : "\(current), \(name)") }
  }
}

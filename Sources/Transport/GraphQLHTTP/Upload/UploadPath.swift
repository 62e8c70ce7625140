internal import GraphQLJSON

/// A place in `operations` where a file belongs: `variables.file` or `variables.files.0`, with the index of the request
/// before it in a list of requests.
struct UploadPath: Sendable {
  private let text: String
  private let keys: [String]
  private let id: Upload.ID

  /// - Throws: 400 for a path that does not lead into variables: elsewhere an identifier would be taken for a document or
  ///   a name.
  init(_ text: String, _ id: Upload.ID, in operations: JSONValue, depthLimit: Int) throws(HTTPFault) {
    self.text = text
    self.id = id
    // Whatever has more keys than JSON may be deep does not exist, so the rest of them need not be told apart.
    keys = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: depthLimit, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let isList = operations.arrayValue != nil
    guard keys.dropFirst(isList ? 1 : 0).first == "variables" else {
      let start = isList ? "an index and \"variables\"" : "\"variables\""
      throw .badRequest("The path \(text.quotedForClient) of the part \"map\" must begin with \(start)")
    }
  }

  /// A value with an identifier in place of the null at the end of each path.
  ///
  /// In order, paths with the same beginning stand together, so the value is walked once however many paths there are,
  /// and no container is copied more than once.
  ///
  /// - Throws: 400 where a path leads to no null; so does a path that is there twice.
  static func fill(_ value: JSONValue, _ paths: [UploadPath]) throws(HTTPFault) -> JSONValue {
    let ordered = paths.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return try fill(value, ordered[...], depth: 0)
  }

  /// Fills a value that all of these paths lead to with their first keys. The recursion ends with the keys.
  private static func fill(
    _ value: JSONValue, _ paths: ArraySlice<UploadPath>, depth: Int
  ) throws(HTTPFault) -> JSONValue {
    // A path that ends here is shorter than all others, and so the first.
    guard let first = paths.first else { return value }
    if first.keys.count == depth {
      guard value.isNull, paths.count == 1 else { throw (paths.last ?? first).noNull }
      return .string(first.id.text)
    }
    switch value {
    case .object(var object):
      try forEachKey(of: paths, depth) { key, group throws(HTTPFault) in
        guard let member = object[key] else { throw (group.first ?? first).noNull }
        object[key] = try fill(member, group, depth: depth + 1)
      }
      return .object(object)
    case .array(var elements):
      try forEachKey(of: paths, depth) { key, group throws(HTTPFault) in
        guard let index = Int(key), String(index) == key, elements.indices.contains(index) else {
          throw (group.first ?? first).noNull
        }
        elements[index] = try fill(elements[index], group, depth: depth + 1)
      }
      return .array(elements)
    default: throw first.noNull
    }
  }

  /// Hands over each key at a depth with the paths that have it.
  private static func forEachKey(
    of paths: ArraySlice<UploadPath>, _ depth: Int, _ body: (String, ArraySlice<UploadPath>) throws(HTTPFault) -> Void
  ) throws(HTTPFault) {
    var rest = paths
    while let key = rest.first?.keys[depth] {
      let group = rest.prefix { $0.keys[depth].utf8.elementsEqual(key.utf8) }
      try body(key, group)
      rest = rest[group.endIndex...]
    }
  }

  private var noNull: HTTPFault {
    .badRequest("The path \(text.quotedForClient) of the part \"map\" leads to no null in \"operations\"")
  }
}

internal import GraphQLJSON

/// The part `map` of a form: which file belongs where in `operations`.
struct UploadMap: Sendable {
  /// The identifiers of the files, in order.
  let ids: [Upload.ID]
  private let entries: JSONObject

  /// Reads the map and writes identifiers into `operations` where it says so, each time in place of a null.
  ///
  /// - Throws: 400 for a map of another shape and for paths that lead to no null, 413 for too many files.
  init(_ text: Span<UInt8>, filling operations: inout JSONValue, _ settings: HTTPSettings) throws(HTTPFault) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(text, limits: settings.jsonLimits)
    } catch {
      throw .badRequest("The part \"map\" is not valid JSON: \(error)")
    }
    guard case .object(let entries) = value else {
      throw .badRequest("The part \"map\" must hold a map from names of files to lists of paths")
    }
    let filesLimit = settings.uploads?.filesLimit ?? 0
    guard entries.count <= filesLimit else {
      throw HTTPFault(status: 413, message: "The form has more than \(filesLimit) files")
    }
    self.entries = entries
    ids = entries.keys.map { _ in Upload.ID() }
    for (id, entry) in zip(ids, entries.members) {
      guard case .array(let paths) = entry.value else {
        throw .badRequest("The part \"map\" must hold a list of paths for \(entry.key.quotedForClient)")
      }
      for path in paths {
        guard case .string(let path) = path else {
          throw .badRequest("The part \"map\" has a path for \(entry.key.quotedForClient) that is no string")
        }
        try Self.fill(path, with: id, in: &operations, depthLimit: settings.jsonLimits.depth)
      }
    }
  }

  /// The name of a file, by its position.
  func name(_ position: Int) -> String { entries.members[position].key }

  /// The position of the file of this name; nil where the map does not have it.
  func position(of name: String) -> Int? { entries.position(of: name) }
}

// MARK: Paths

extension UploadMap {
  /// A path is `variables.file` or `variables.files.0`, with the index of the request before it in a list of requests.
  private static func fill(
    _ path: String, with id: Upload.ID, in operations: inout JSONValue, depthLimit: Int
  ) throws(HTTPFault) {
    // Whatever has more keys than JSON may be deep does not exist.
    let keys = path.utf8.split(separator: UInt8(ascii: "."), maxSplits: depthLimit, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let isList = operations.arrayValue != nil
    // Elsewhere an identifier would be taken for a document or a name.
    guard keys.dropFirst(isList ? 1 : 0).first == "variables" else {
      let form = isList ? "an index and \"variables\"" : "\"variables\""
      throw .badRequest("The path \(path.quotedForClient) of the part \"map\" must begin with \(form)")
    }
    guard fill(keys[...], with: .string(id.text), in: &operations) else {
      throw .badRequest("The path \(path.quotedForClient) of the part \"map\" leads to no null in \"operations\"")
    }
  }

  /// Puts a value in place of the null behind the keys; false where there is none. Recursion ends with the keys.
  ///
  /// Each container is taken out of its parent while it is changed, so that it is not copied.
  private static func fill(_ keys: ArraySlice<String>, with new: JSONValue, in value: inout JSONValue) -> Bool {
    guard let key = keys.first else {
      guard value.isNull else { return false }
      value = new
      return true
    }
    switch value {
    case .object(var object):
      value = .null
      defer { value = .object(object) }
      guard var member = object[key] else { return false }
      object[key] = .null
      defer { object[key] = member }
      return fill(keys.dropFirst(), with: new, in: &member)
    case .array(var elements):
      value = .null
      defer { value = .array(elements) }
      guard let index = Int(key), String(index) == key, elements.indices.contains(index) else { return false }
      return fill(keys.dropFirst(), with: new, in: &elements[index])
    default: return false
    }
  }
}

extension String {
  /// A text of the client as it stands in a message to it: in quotes, and not longer than a line.
  var quotedForClient: String {
    "\"\(String(String.UnicodeScalarView(unicodeScalars.prefix(64))))\(unicodeScalars.count > 64 ? "..." : "")\""
  }
}

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
    var paths: [UploadPath] = []
    for (id, entry) in zip(ids, entries.members) {
      guard case .array(let texts) = entry.value else {
        throw .badRequest("The part \"map\" must hold a list of paths for \(entry.key.quotedForClient)")
      }
      for text in texts {
        guard case .string(let text) = text else {
          throw .badRequest("The part \"map\" has a path for \(entry.key.quotedForClient) that is no string")
        }
        paths.append(try UploadPath(text, id, in: operations, depthLimit: settings.jsonLimits.depth))
      }
    }
    operations = try UploadPath.fill(operations, paths)
  }

  /// The name of a file, by its position.
  func name(_ position: Int) -> String { entries.members[position].key }

  /// The position of the file of this name; nil where the map does not have it.
  func position(of name: String) -> Int? { entries.position(of: name) }
}

extension String {
  /// A text of the client as it stands in a message to it: in quotes, and not longer than a line.
  var quotedForClient: String {
    "\"\(String(String.UnicodeScalarView(unicodeScalars.prefix(64))))\(unicodeScalars.count > 64 ? "..." : "")\""
  }
}

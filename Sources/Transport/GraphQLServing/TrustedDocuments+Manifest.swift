import GraphQLJSON

extension TrustedDocuments {
  /// Adds the documents of a manifest, as tools of clients write it: a map from identifiers to texts (Relay), or
  /// `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "body"}]}` (Apollo).
  ///
  /// - Throws: `TrustedDocumentError` with the place that is neither.
  public mutating func add(manifest: [UInt8], named name: String) throws(TrustedDocumentError) {
    let limits = JSONParser.Limits(membersPerObject: 100_000)
    let value: JSONValue
    do {
      value = try JSONParser.parse(manifest, limits: limits)
    } catch {
      throw TrustedDocumentError(name: name, problem: "it is not JSON: \(error)")
    }
    guard let object = value.objectValue else { throw TrustedDocumentError(name: name, problem: "it is not a map") }
    if object["format"] == .string("apollo-persisted-query-manifest") {
      try addOperations(object, name)
    } else {
      for (identifier, text) in object.members { try add(identifier, text, name) }
    }
  }

  private mutating func addOperations(_ manifest: JSONObject, _ name: String) throws(TrustedDocumentError) {
    guard manifest["version"] == .number("1") else {
      throw TrustedDocumentError(name: name, problem: "its version is not 1")
    }
    guard let operations = manifest["operations"]?.arrayValue else {
      throw TrustedDocumentError(name: name, problem: "it has no list of operations")
    }
    for operation in operations {
      guard let identifier = operation.objectValue?["id"]?.stringValue, let body = operation.objectValue?["body"] else {
        throw TrustedDocumentError(name: name, problem: "an operation has no id or no body")
      }
      try add(identifier, body, name)
    }
  }

  private mutating func add(_ identifier: String, _ text: JSONValue, _ name: String) throws(TrustedDocumentError) {
    guard let text = text.stringValue else {
      throw TrustedDocumentError(name: name, problem: "the document of \"\(identifier)\" is not a text")
    }
    try add(Array(text.utf8), identifier: identifier)
  }
}

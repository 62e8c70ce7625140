import AtlasAPI

// What the members of filters may be is said by `@constraint` in the schema.
extension API.DiagramFilter {
  /// Most diagrams that one list answers.
  static let maximumLimit = 1000
}

extension API.LabFilter {
  /// Most labs that one list answers.
  static let maximumLimit = 500
}

extension String {
  /// Text to search for; nil where it has no words at all, as when a search box was emptied.
  var searchWords: String? { allSatisfy(\.isWhitespace) ? nil : self }
}

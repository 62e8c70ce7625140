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

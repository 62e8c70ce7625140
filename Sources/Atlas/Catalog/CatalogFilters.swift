import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax

extension API.DiagramFilter {
  /// Most diagrams that one list answers.
  static let maximumLimit = 1000

  /// - Throws: `VALIDATION_ERROR` where a member breaks its rule.
  func check() throws(GraphQLError) {
    try checkBounds(ids: ids, search: search, limit: limit, offset: offset, maximum: Self.maximumLimit)
  }
}

extension API.LabFilter {
  /// Most labs that one list answers.
  static let maximumLimit = 500

  /// - Throws: `VALIDATION_ERROR` where a member breaks its rule.
  func check() throws(GraphQLError) {
    try checkBounds(ids: ids, search: search, limit: limit, offset: offset, maximum: Self.maximumLimit)
  }
}

/// The rules that both filters share.
private func checkBounds(
  ids: [ID]?, search: String?, limit: Int?, offset: Int?, maximum: Int
) throws(GraphQLError) {
  if let limit, !(1...maximum).contains(limit) {
    throw .validation("filter.limit must be between 1 and \(maximum).")
  }
  if let offset, offset < 0 { throw .validation("filter.offset must not be negative.") }
  if let ids, ids.count > maximum { throw .validation("filter.ids must have at most \(maximum) items.") }
  if let search, search.unicodeScalars.count > 256 {
    throw .validation("filter.search must have at most 256 characters.")
  }
}

extension String {
  /// Text to search for; nil where it has no words at all, as when a search box was emptied.
  var searchWords: String? { allSatisfy(\.isWhitespace) ? nil : self }
}

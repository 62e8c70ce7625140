import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax

// What the members of filters may be is said by `@constraint` in the schema.
extension API.DiagramFilter {
  /// Most diagrams that one list answers.
  static let maximumLimit = 1000
}

extension API.LabFilter {
  /// Most labs that one list answers.
  static let maximumLimit = 500
}

/// A filter that lists and connections share, though only lists are cut by it.
protocol CuttingFilter {
  var limit: Int? { get }
  var offset: Int? { get }
}

extension API.DiagramFilter: CuttingFilter {}
extension API.LabFilter: CuttingFilter {}

extension CuttingFilter {
  /// For connections.
  ///
  /// - Throws: `BAD_USER_INPUT` where the filter cuts.
  func requireUncut() throws(GraphQLError) {
    guard limit == nil, offset == nil else {
      throw .badUserInput("The pages of a connection are cut by first and last, not by limit and offset.")
    }
  }
}

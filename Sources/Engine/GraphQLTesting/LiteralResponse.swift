public import GraphQLJSON
public import GraphQLSyntax

/// What the literal executor answers (specification, section 7.1).
public struct LiteralResponse: Sendable {
  /// Nil where execution did not begin.
  public let data: JSONValue?
  /// In the order in which they were raised.
  public let errors: [LiteralError]
}

/// An execution error.
public struct LiteralError: Sendable, Equatable {
  /// Nil where the wording is the implementation's own.
  public let message: String?
  public let path: [PathElement]
}

/// An execution error was raised and recorded; the nearest nullable position above becomes null (section 6.4.4).
struct NullPropagation: Error {}

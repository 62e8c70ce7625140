/// Several errors that end a request together.
public struct GraphQLErrors: Error, Hashable, Sendable {
  /// The errors in the order in which they were found; at least one.
  public let errors: [GraphQLError]

  public init(_ errors: [GraphQLError]) { self.errors = errors }
}

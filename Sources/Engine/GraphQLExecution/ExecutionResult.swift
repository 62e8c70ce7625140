public import GraphQLJSON
public import GraphQLSyntax

/// What an execution answers (specification, section 7.1).
public struct ExecutionResult: Sendable {
  /// The response map as JSON, `errors` before `data`.
  public let body: [UInt8]
  /// What failed, as values.
  public let errors: [GraphQLError]
  /// Whether `data` is null because an error reached the root.
  public let isDataNull: Bool
  /// Further members of `extensions`, which `body` does not have: whoever sends the response adds them.
  public var extensions = JSONObject()
  /// The position of the event that this is the response to, as in `extensions.eventId`; nil where there is none.
  public var eventID: String?
}

public import GraphQLJSON

/// What the operator of a server decides about its sockets.
public struct SocketSettings: Sendable {
  /// How many operations may be active on one socket; one more is answered by an `error`.
  public var operationsPerSocket = 50
  /// How long one message may be, in bytes; a longer one closes with 1009.
  public var messageBytesLimit = 1_048_576
  /// How long an operation's id may be, in bytes; a longer one closes with 4400.
  public var idBytesLimit = 256
  /// What one message may ask of the JSON reader.
  public var jsonLimits = JSONParser.Limits()

  /// The usual settings.
  public init() {}
}

/// What happened with a model since the start.
public struct ModelCounters: Sendable, Equatable {
  /// Requests that go on now.
  public var underWay = 0
  /// Requests that were sent to the provider.
  public var tries = 0
  /// Those that were answered.
  public var replies = 0
  /// Those that came to nothing, without those that we ended.
  public var failures = 0
  /// Those that we ended.
  public var abandoned = 0
  /// Tokens of those that were answered, as the provider counts them.
  public var promptTokens = 0
  public var completionTokens = 0

  /// Nothing yet.
  public init() {}

  mutating func count(_ reply: ModelReply) {
    replies += 1
    promptTokens += reply.promptTokens
    completionTokens += reply.completionTokens
  }
}

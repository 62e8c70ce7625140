/// A bell with one listener: rings that come close together are heard as one.
public struct Bell: Sendable {
  /// The rings, for one listener.
  public let rings: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  /// A bell that has not rung.
  public init() { (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  /// Is heard now or, once, by who listens next.
  public func ring() { continuation.yield() }

  /// Waits for a ring, or until the task is cancelled.
  public func wait() async {
    for await _ in rings { return }
  }
}

/// Wakes one who waits for work. However often it rings meanwhile, it is heard once.
struct WakeUps: Sendable {
  /// What the one who waits goes through.
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  func ring() { continuation.yield() }
}

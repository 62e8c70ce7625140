import Synchronization

/// Something that ends once, and those who wait for its end.
final class Landing<Outcome: Sendable>: Sendable {
  private struct State {
    var outcome: Outcome?
    var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// Nil before the end.
  var outcome: Outcome? { state.withLock { $0.outcome } }

  /// Ends it; a second time does nothing.
  func end(_ outcome: Outcome) {
    let waiting = state.withLock { state in
      guard state.outcome == nil else { return [Int: AsyncStream<Void>.Continuation]() }
      state.outcome = outcome
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.finish() }
  }

  /// Waits for the end; nil where the moment has come, or the task was cancelled, before it.
  func wait(until moment: ContinuousClock.Instant? = nil) async -> Outcome? {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let number = state.withLock { state -> Int? in
      guard state.outcome == nil else { return nil }
      state.count += 1
      state.waiting[state.count] = continuation
      return state.count
    }
    guard let number else { return outcome }
    let alarm = moment.map { moment in
      Task {
        try? await Task.sleep(until: moment, clock: .continuous)
        continuation.finish()
      }
    }
    for await _ in stream {}
    alarm?.cancel()
    state.withLock { _ = $0.waiting.removeValue(forKey: number) }
    return outcome
  }
}

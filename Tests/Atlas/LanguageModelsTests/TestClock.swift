import LanguageModels
import Synchronization

/// A clock that is moved by a test, or moves itself to whatever is waited for.
final class TestClock: Sendable {
  private struct Sleeper {
    let until: ContinuousClock.Instant
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = ContinuousClock.now
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var nextID = 0
    var pauses: [Duration] = []
  }

  private let movesItself: Bool
  private let state = Mutex(State())
  private let slept = AsyncStream.makeStream(of: Void.self)

  init(movesItself: Bool = false) { self.movesItself = movesItself }

  var clock: ModelClock {
    ModelClock(now: { [self] in now }, sleep: { [self] until in try await sleep(until) })
  }

  var now: ContinuousClock.Instant { state.withLock { $0.now } }
  /// How long was waited, each time.
  var pauses: [Duration] { state.withLock { $0.pauses } }

  func advance(_ duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let ids = state.sleepers.filter { $0.value.until <= state.now }.keys
      return ids.compactMap { state.sleepers.removeValue(forKey: $0) }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Returns when somebody waits.
  func somebodyWaits() async {
    var waits = slept.stream.makeAsyncIterator()
    while state.withLock({ $0.sleepers.isEmpty }) { await waits.next() }
  }

  private func sleep(_ until: ContinuousClock.Instant) async throws {
    let id = state.withLock { state in
      state.pauses.append(until - state.now)
      if movesItself { state.now = max(state.now, until) }
      state.nextID += 1
      return state.nextID
    }
    try Task.checkCancellation()
    if movesItself { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if state.cancelled.contains(id) { return true }
          if until > state.now { state.sleepers[id] = Sleeper(until: until, continuation: continuation) }
          return until <= state.now
        }
        slept.continuation.yield()
        if isOver { continuation.resume(with: Task.isCancelled ? .failure(CancellationError()) : .success(())) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        state.cancelled.insert(id)
        return state.sleepers.removeValue(forKey: id)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}

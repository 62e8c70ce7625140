import Synchronization

/// A few threads for work that blocks. Callers suspend; at most twice as many as there are threads may wait, and the
/// next one is refused at once.
///
/// A thread is started when there is work and ends when there is none: that costs microseconds where the work takes
/// tens of milliseconds, and leaves nothing to shut down.
public final class WorkerThreads: Sendable {
  private struct Job: Sendable {
    let run: @Sendable () -> Void
    let refuse: @Sendable () -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var running = 0
  }

  private let count: Int
  private let queueLimit: Int
  private let refusal: any Error
  private let state = Mutex(State())

  /// - Parameters:
  ///   - count: how many work at once.
  ///   - refusal: what a caller gets for whom there is no room.
  public init(count: Int, refusal: any Error) {
    self.count = max(1, count)
    queueLimit = self.count * 2
    self.refusal = refusal
  }

  /// How many callers wait for a thread.
  package var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Runs work on one of the threads. Work whose caller was cancelled while it waited is not begun.
  ///
  /// - Throws: what the work throws, the refusal when the queue is full, `CancellationError`.
  public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let caller = Caller()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enqueue(
          Job {
            if caller.isGone {
              continuation.resume(throwing: CancellationError())
            } else {
              continuation.resume(with: Result(catching: work))
            }
          } refuse: { [refusal] in
            continuation.resume(throwing: refusal)
          })
      }
    } onCancel: {
      caller.leave()
    }
  }

  private func enqueue(_ job: Job) {
    let step = state.withLock { state -> Step in
      if state.running < count {
        state.running += 1
        return .start
      }
      if state.waiting.count >= queueLimit { return .refuse }
      state.waiting.append(job)
      return .wait
    }
    switch step {
    case .start: if !DetachedThread.start({ self.work(job) }) { threadFailed(job) }
    case .wait: break
    case .refuse: job.refuse()
    }
  }

  private enum Step {
    case start, wait, refuse
  }

  private func work(_ first: Job) {
    var job: Job? = first
    while let current = job {
      current.run()
      job = next()
    }
  }

  private func next() -> Job? {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }

  /// The system has no thread left. Jobs that wait for the one that did not start would wait for ever.
  private func threadFailed(_ job: Job) {
    let stranded = state.withLock { state -> [Job] in
      state.running -= 1
      guard state.running == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for job in [job] + stranded { job.refuse() }
  }
}

/// Whether the task that wants a result is still there.
private final class Caller: Sendable {
  private let hasLeft = Atomic(false)

  var isGone: Bool { hasLeft.load(ordering: .relaxed) }
  func leave() { hasLeft.store(true, ordering: .relaxed) }
}

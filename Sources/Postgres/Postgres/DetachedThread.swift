import Glibc
import Synchronization

/// Threads of our own, for the loops and for calls that block.
public enum DetachedThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  /// Starts a thread that runs `body` once; false when the system has no thread left.
  public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let retained = unsafe Unmanaged.passRetained(Body(run: body))
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        body.run()
        return nil
      }, retained.toOpaque())
    guard status == 0 else {
      unsafe retained.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

/// Runs a blocking piece of work on a thread of its own and waits for it without blocking the caller's.
func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws(PostgresError) -> Value
) async throws(PostgresError) -> Value {
  let box = SharedOneShot<Value>()
  let isStarted = DetachedThread.start {
    do throws(PostgresError) {
      box.outcome.settle(.success(try body()))
    } catch {
      box.outcome.settle(.failure(error))
    }
  }
  guard isStarted else { throw PostgresError(.overloaded, "no thread left") }
  return try await box.outcome.wait().get()
}

/// Blocking jobs, at most so many at once; each worker thread ends when nothing is left.
final class BlockingJobs: Sendable {
  private struct State {
    var waiting: [@Sendable () -> Void] = []
    var workerCount = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) {
    self.limit = limit
  }

  /// Runs a job as soon as a worker is free. Jobs that find no thread wait for the next one.
  func run(_ job: @escaping @Sendable () -> Void) {
    let needsWorker = state.withLock { state in
      state.waiting.append(job)
      guard state.workerCount < limit else { return false }
      state.workerCount += 1
      return true
    }
    guard needsWorker else { return }
    if !DetachedThread.start({ self.work() }) {
      state.withLock { $0.workerCount -= 1 }
    }
  }

  private func work() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.workerCount -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}

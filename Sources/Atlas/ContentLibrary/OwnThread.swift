import Jobs
import Postgres

/// Work that keeps a processor busy or blocks, on a thread of its own: the threads of tasks serve requests.
enum OwnThread {
  /// Runs a piece of work and waits for it without holding the caller's thread.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let isStarted = DetachedThread.start { continuation.resume(with: Result { try body() }) }
      if !isStarted { continuation.resume(throwing: JobFailure("The server is busy.", isFinal: false)) }
    }
  }
}

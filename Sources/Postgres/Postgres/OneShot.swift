import Synchronization

/// A value that arrives once, and the tasks that wait for it.
///
/// States: waiting (exit: `settle`), settled (no exit). The first `settle` wins.
struct OneShot<Value: Sendable>: ~Copyable, Sendable {
  typealias Outcome = Result<Value, PostgresError>

  // Not private: other files lay out this type, and the compiler (6.3.1) loses a private one on the way.
  @safe struct State {
    var outcome: Outcome?
    /// The usual single waiter, kept apart from the others so that the array stays unallocated.
    var waiter: UnsafeContinuation<Outcome, Never>?
    var others: [UnsafeContinuation<Outcome, Never>] = unsafe []
  }

  private let state = Mutex(State())

  /// Whether the value has arrived.
  var isSettled: Bool {
    state.withLock { $0.outcome != nil }
  }

  /// Whether what has arrived is a failure.
  var hasFailed: Bool {
    state.withLock { state in
      if case .failure? = state.outcome { true } else { false }
    }
  }

  /// Stores the outcome and wakes the waiters; false when there was one already.
  @discardableResult
  func settle(_ outcome: Outcome) -> Bool {
    let waiters = unsafe state.withLock { state -> [UnsafeContinuation<Outcome, Never>]? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer {
        unsafe state.waiter = nil
        unsafe state.others = []
      }
      guard let waiter = unsafe state.waiter else { return unsafe [] }
      return unsafe [waiter] + state.others
    }
    guard let waiters = unsafe waiters else { return false }
    // By index: the formatter does not know `for unsafe`.
    for index in unsafe waiters.indices { unsafe waiters[index].resume(returning: outcome) }
    return true
  }

  /// Suspends until the outcome is there. Does not react to cancellation: the owner decides what that means.
  ///
  /// The unsafe continuation is resumed exactly once: it is either stored under the lock, and then resumed by the only
  /// `settle` that finds no outcome, or resumed here.
  func wait() async -> Outcome {
    if let outcome = state.withLock({ $0.outcome }) { return outcome }
    return unsafe await withUnsafeContinuation { continuation in
      let outcome = state.withLock { state -> Outcome? in
        if let outcome = state.outcome { return outcome }
        if unsafe state.waiter == nil {
          unsafe state.waiter = continuation
        } else {
          unsafe state.others.append(continuation)
        }
        return nil
      }
      if let outcome { unsafe continuation.resume(returning: outcome) }
    }
  }
}

/// A `OneShot` that closures can share.
final class SharedOneShot<Value: Sendable>: Sendable {
  let outcome = OneShot<Value>()
}

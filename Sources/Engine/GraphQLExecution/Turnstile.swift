import Synchronization

/// Lets in so many at once; the others wait in the order in which they came.
public final class Turnstile: Sendable {
  private let state: Mutex<TurnstileState>

  /// - Parameter limit: how many are let in at once; one at least.
  public init(limit: Int) { state = Mutex(TurnstileState(free: max(1, limit))) }

  /// Waits for a place. Whoever was let in has to `leave`.
  ///
  /// - Throws: `CancellationError` where the task is cancelled before; it has no place then.
  public func enter() async throws {
    guard let ticket = state.withLock({ $0.takeTicket() }) else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiter in
        if let answer = state.withLock({ $0.wait(waiter, ticket) }) { waiter.resume(with: answer) }
      }
    } onCancel: {
      state.withLock { $0.withdraw(ticket) }?.resume(throwing: CancellationError())
    }
  }

  /// Gives the place to whoever comes next.
  public func leave() { state.withLock { $0.letNextIn() }?.resume() }
}

/// Who stands in front of a turnstile. Changes answer whom to resume; it is done after unlocking.
private struct TurnstileState: Sendable {
  typealias Waiter = CheckedContinuation<Void, any Error>

  /// Coming (exit: waiting, called, left); waiting (exit: let in, withdrawn).
  enum Place: Sendable {
    /// Has a ticket, but does not wait yet.
    case coming
    /// Was let in before it waited.
    case called
    case waiting(Waiter)
  }

  var free: Int
  /// Tickets are numbers: that of who stands in front, and that of who comes next.
  var first: UInt64 = 0
  var next: UInt64 = 0
  /// Those with tickets; who has left is not here.
  var line: [UInt64: Place] = [:]

  init(free: Int) { self.free = free }

  /// A ticket; nil where there is room inside, which is taken.
  mutating func takeTicket() -> UInt64? {
    guard free == 0 else {
      free -= 1
      return nil
    }
    defer { next += 1 }
    line[next] = .coming
    return next
  }

  /// Keeps who waits.
  ///
  /// - Returns: the end of the waiting where it has come already.
  mutating func wait(_ waiter: Waiter, _ ticket: UInt64) -> Result<Void, any Error>? {
    switch line.removeValue(forKey: ticket) {
    case .coming:
      line[ticket] = .waiting(waiter)
      return nil
    case .called, .waiting: return .success(())
    case nil: return .failure(CancellationError())
    }
  }

  /// Takes who is cancelled out of the line, unless it was called already.
  mutating func withdraw(_ ticket: UInt64) -> Waiter? {
    switch line[ticket] {
    case .coming:
      line[ticket] = nil
      return nil
    case .waiting(let waiter):
      line[ticket] = nil
      return waiter
    case .called, nil: return nil
    }
  }

  /// One has left: its place is the next one's.
  mutating func letNextIn() -> Waiter? {
    while first < next {
      defer { first += 1 }
      switch line[first] {
      case .coming:
        line[first] = .called
        return nil
      case .waiting(let waiter):
        line[first] = nil
        return waiter
      case .called, nil: continue
      }
    }
    free += 1
    return nil
  }
}

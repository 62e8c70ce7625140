import Synchronization

/// The bounds of a response cache.
public struct ResponseCacheSettings: Sendable {
  /// How many bytes of answers are kept.
  public var byteLimit: Int
  /// How old the knowledge of evictions may be. Nil: every eviction is made in this process, so there is none to miss.
  public var unconfirmedLimit: Duration?
  /// How many tags are kept.
  public var tagLimit = 65_536

  public init(byteLimit: Int, unconfirmedLimit: Duration? = nil) {
    self.byteLimit = byteLimit
    self.unconfirmedLimit = unconfirmedLimit
  }
}

/// Whole responses of queries, by plan, variables and scope.
///
/// A reading must see everything that was committed before it began: on a replica that lags behind, an old row could be
/// read after its eviction and be kept.
public final class ResponseCache: Sendable {
  /// Where an answer came from.
  public enum Answer<Result> {
    /// It may be sent again: from the cache, from a reading of somebody else, or just read.
    case shared(CachedResponse)
    /// It is for this request alone.
    case own(Result)
  }

  private let state: Mutex<ResponseCacheState>

  public init(_ settings: ResponseCacheSettings) { state = Mutex(ResponseCacheState(settings)) }

  /// The answer that is known; nil where it must be read.
  public func find(_ key: ResponseKey, at now: ContinuousClock.Instant = .now) -> CachedResponse? {
    state.withLock { $0.find(key, now) }
  }

  /// The answer that is known, or the outcome of an execution, which all who ask the same meanwhile share.
  ///
  /// Who waits for another's execution is not harmed by its end: when it fails, everybody executes alone; when its task is
  /// cancelled, one of those who wait takes its place. Nor does a waiter that is cancelled harm anybody.
  ///
  /// - Parameters:
  ///   - key: with a policy that is cacheable.
  ///   - body: the bytes of a result that may be kept; nil for one with errors.
  public func answer<Result>(
    _ key: ResponseKey, at now: ContinuousClock.Instant = .now, body: (Result) -> [UInt8]?,
    execute: () async -> Result
  ) async -> Answer<Result> {
    precondition(key.policy.isCacheable, "an answer that must not be kept came to the cache")
    while true {
      switch state.withLock({ $0.start(key, now) }) {
      case .hit(let response): return .shared(response)
      case .lead(let reading):
        let result = await execute()
        let response = finish(reading, key, body: body(result))
        return response.map { .shared($0) } ?? .own(result)
      case .wait(let reading):
        switch await outcome(of: reading) {
        case .response(let response): return .shared(response)
        case .failed: return .own(await execute())
        case .abandoned: continue
        }
      }
    }
  }

  /// Strikes out what changed. Answers whose reading began before are not given any more.
  public func evict(_ evictions: [Eviction]) {
    state.withLock { $0.evict(evictions) }
  }

  /// Says that every eviction up to a moment has been made, those of other processes too.
  public func confirm(upTo moment: ContinuousClock.Instant) {
    state.withLock { $0.confirm(moment) }
  }

  // MARK: Parts

  private func finish(
    _ reading: ResponseCacheState.Reading, _ key: ResponseKey, body: [UInt8]?
  ) -> CachedResponse? {
    let (response, waiters) = state.withLock { $0.finish(reading, key, body: body) }
    // Why a cancelled execution failed says nothing about the others.
    let otherwise: ResponseCacheState.Outcome = Task.isCancelled ? .abandoned : .failed
    for waiter in waiters { waiter.resume(returning: response.map { .response($0) } ?? otherwise) }
    return response
  }

  private func outcome(of reading: UInt64) async -> ResponseCacheState.Outcome {
    let number = state.withLock { $0.nextNumber() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        // A task is marked as cancelled before its handlers run: either this sees the mark or the handler the waiter.
        let early = state.withLock { state -> ResponseCacheState.Outcome? in
          Task.isCancelled ? .failed : state.wait(waiter, number: number, for: reading)
        }
        if let early { waiter.resume(returning: early) }
      }
    } onCancel: {
      state.withLock { $0.removeWaiter(number, of: reading) }?.resume(returning: .failed)
    }
  }

  /// How many answers are kept; for tests and metrics.
  public var count: Int { state.withLock { $0.count } }

  /// What they take, in bytes, roughly.
  public var bytes: Int { state.withLock { $0.bytes } }

  /// How often an answer was there or being read by somebody else, and how often it had to be read.
  public var counts: CacheCounts { state.withLock { $0.counts } }
}

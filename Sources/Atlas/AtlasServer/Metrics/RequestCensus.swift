import Synchronization

/// How many requests and subscriptions are under way.
final class RequestCensus: Sendable {
  /// What somebody waits for.
  enum Stage: Int {
    case request, socketSubscription, streamSubscription
  }

  private let counts = Mutex([0, 0, 0])

  func count(_ stage: Stage) -> Int { counts.withLock { $0[stage.rawValue] } }

  fileprivate func move(from old: Stage?, to new: Stage?) {
    counts.withLock { counts in
      if let old { counts[old.rawValue] -= 1 }
      if let new { counts[new.rawValue] += 1 }
    }
  }
}

/// The place of one request in the census. It is left with the request's end, or when nobody holds it any more: a
/// client that goes before its stream begins leaves no end.
final class RequestPlace: Sendable {
  private let census: RequestCensus
  private let stage = Mutex<RequestCensus.Stage?>(.request)

  init(_ census: RequestCensus) {
    self.census = census
    census.move(from: nil, to: .request)
  }

  deinit { leave() }

  /// The request is a subscription, which begins.
  func subscribe(onSocket: Bool) { change { $0 == nil ? nil : onSocket ? .socketSubscription : .streamSubscription } }

  /// The request has ended. Says nothing the second time.
  func leave() { change { _ in nil } }

  private func change(_ next: (RequestCensus.Stage?) -> RequestCensus.Stage?) {
    stage.withLock { stage in
      let new = next(stage)
      if stage != new { census.move(from: stage, to: new) }
      stage = new
    }
  }
}

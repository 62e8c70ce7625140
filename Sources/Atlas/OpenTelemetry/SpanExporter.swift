public import Logging
public import OutboundHTTP
import Synchronization
import Tracing

/// How spans are sent.
public struct SpanExporterSettings: Sendable {
  /// Where they go, with the path: `.../v1/traces`.
  public var endpoint: OutboundURL
  /// Header fields that the collector asks for. They hold secrets, and are told to nobody else.
  public var fields: [(name: String, value: String)] = []
  /// Whether bodies are compressed by gzip, which every collector must understand.
  public var compresses = true
  /// How many spans wait at most; more are dropped.
  public var queueLimit = 4_096
  /// How many spans one request has at most. When so many wait, they are sent at once.
  public var batchLimit = 512
  /// How long a span waits for others.
  public var interval: Duration = .seconds(5)
  /// How long one request may take.
  public var timeout: Duration = .seconds(10)
  /// How often a batch is tried before it is dropped.
  public var attemptLimit = 5
  /// The longest pause after the first failure; each further one doubles it.
  public var firstPause: Duration = .seconds(1)
  /// The longest pause at all, also where a collector asks for a longer one.
  public var longestPause: Duration = .seconds(60)
  /// Takes a pause; ends early, with an error, when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// As it is usual.
  public init(endpoint: OutboundURL) { self.endpoint = endpoint }

  /// The upper end of the pause after a failed attempt, counted from 1.
  func pauseLimit(afterAttempt attempt: Int) -> Duration {
    min(longestPause, firstPause * (1 << max(0, min(attempt - 1, 20))))
  }
}

/// Sends spans to a collector, in batches and in its own time: whoever ends a span never waits.
///
/// There is one request at a time. While a collector is away or slow spans wait in a bounded queue; when that is full the
/// newest are dropped, counted, and told of in the log, which hears of each change for the worse or better once.
public final class SpanExporter: Sendable {
  private let settings: SpanExporterSettings
  private let delivery: TraceDelivery
  private let logger: Logger
  private let queue: Mutex<SpanQueue>
  private let isFailing = Mutex(false)
  private let wakeUps: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  /// An exporter. Nothing is sent until it runs.
  ///
  /// - Parameter fetcher: what asks the collector; whoever made it shuts it down, behind `flush`.
  public init(
    _ settings: SpanExporterSettings, resource: TraceResource, fetcher: any HTTPFetcher, logger: Logger
  ) {
    self.settings = settings
    self.logger = logger
    delivery = TraceDelivery(settings: settings, resource: resource, fetcher: fetcher)
    queue = Mutex(SpanQueue(limit: settings.queueLimit, batchLimit: settings.batchLimit))
    (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Takes a span that has ended.
  func submit(_ span: RecordedSpan) {
    if queue.withLock({ $0.append(span) }) { waker.yield() }
  }

  /// Sends spans until the task is cancelled. May be called once.
  public func run() async {
    await withDiscardingTaskGroup { [self] group in
      group.addTask { [self] in
        while (try? await settings.sleep(settings.interval)) != nil { waker.yield() }
      }
      group.addTask { [self] in
        for await _ in wakeUps { await exportWaiting() }
      }
    }
  }

  /// Sends what is left, once and within a time; what does not leave by then is lost. Behind `run`.
  public func flush(within limit: Duration) async {
    let end = ContinuousClock.now + limit
    while true {
      let batch = queue.withLock { $0.takeBatch() }
      let rest = ContinuousClock.now.duration(to: end)
      guard !batch.isEmpty, rest > .zero else {
        queue.withLock { $0.giveUp(batch) }
        break
      }
      note(await delivery.send(batch, within: min(rest, settings.timeout)), of: batch)
    }
    reportLost()
  }

  /// Sends all that waits, batch by batch.
  private func exportWaiting() async {
    while !Task.isCancelled {
      let batch = queue.withLock { $0.takeBatch() }
      guard !batch.isEmpty else { break }
      await export(batch)
    }
    reportLost()
  }

  /// Tries until the batch is taken or given up. Who is cancelled leaves it for `flush`.
  private func export(_ batch: [RecordedSpan]) async {
    for attempt in 1...max(1, settings.attemptLimit) {
      let outcome = await delivery.send(batch, within: settings.timeout)
      if Task.isCancelled, case .postponed = outcome { return queue.withLock { $0.putBack(batch) } }
      guard case .postponed(_, let asked) = outcome, attempt < settings.attemptLimit else {
        return note(outcome, of: batch)
      }
      noteState(outcome)
      // Half of it at least: instances that failed together do not come back together.
      let pause = asked ?? settings.pauseLimit(afterAttempt: attempt) * .random(in: 0.5...1)
      do {
        try await settings.sleep(min(pause, settings.longestPause))
      } catch {
        return queue.withLock { $0.putBack(batch) }
      }
    }
  }

  private func note(_ outcome: TraceDelivery.Outcome, of batch: [RecordedSpan]) {
    noteState(outcome)
    switch outcome {
    case .accepted(let rejected): queue.withLock { $0.noteLost(min(rejected, batch.count)) }
    case .postponed, .refused: queue.withLock { $0.noteLost(batch.count) }
    }
  }

  /// Tells the log when it begins or ends to go wrong.
  private func noteState(_ outcome: TraceDelivery.Outcome) {
    let failure: String? =
      switch outcome {
      case .accepted: nil
      case .postponed(let reason, _), .refused(let reason): reason
      }
    let hasChanged = isFailing.withLock { isFailing in
      defer { isFailing = failure != nil }
      return isFailing != (failure != nil)
    }
    guard hasChanged else { return }
    if let failure {
      logger.warning("traces do not reach the collector", metadata: ["reason": "\(failure)"])
    } else {
      logger.notice("traces reach the collector again")
    }
  }

  private func reportLost() {
    let lost = queue.withLock { $0.takeLost() }
    if lost > 0 { logger.warning("spans were lost", metadata: ["spans": .stringConvertible(lost)]) }
  }
}

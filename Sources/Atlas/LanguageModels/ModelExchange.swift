import OutboundHTTP
import Synchronization

/// One request to a provider and its streamed answer, within limits. Whatever goes wrong becomes a ``ModelFailure`` in
/// which nothing of either is.
struct ModelExchange: Sendable {
  let fetcher: any HTTPFetcher
  let limits: ModelLimits
  let clock: ModelClock

  func reply(
    to request: ModelRequest, as outbound: OutboundRequest, read stream: any ProviderStream,
    receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let progress = Progress(ReplyReading(stream, limits: limits, now: clock.now()))
    var outbound = outbound
    outbound.timeout = limits.whole
    outbound.needsBody = false
    do {
      let response = try await response(to: outbound, progress, receive)
      guard response.isSuccess else { throw ModelFailure(response) }
      return try progress.reading.withLock { reading throws(ModelFailure) in
        guard reading.isWhole else { throw response.isEventStream ? .unavailable : .malformed }
        return reading.reply(to: request)
      }
    } catch {
      if Task.isCancelled { throw CancellationError() }
      // What happens to the connection after the last word is no matter.
      if let reply = progress.reading.withLock({ $0.isWhole ? $0.reply(to: request) : nil }),
        error is ModelFailure || error is OutboundError
      {
        return reply
      }
      throw (error as? OutboundError).map { ModelFailure($0) } ?? error
    }
  }

  /// The head of the answer, when all of it was handed over.
  private func response(
    to outbound: OutboundRequest, _ progress: Progress,
    _ receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> OutboundResponse {
    try await withThrowingTaskGroup(of: OutboundResponse.self) { [fetcher, clock] group in
      group.addTask {
        try await fetcher.fetch(outbound) { bytes in
          let text = try progress.take(bytes, clock)
          guard !text.isEmpty else { return }
          try await receive(text)
          progress.reading.withLock { $0.endHandingOver(now: clock.now()) }
        }
      }
      group.addTask { try await progress.watch(clock) }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw ModelFailure.unavailable }
      return first
    }
  }
}

/// Shared by the one who reads and the one who looks at the clock.
private final class Progress: Sendable {
  let reading: Mutex<ReplyReading>

  /// A deadline may come nearer while it is waited for: it is looked at this often.
  private static let glance: Duration = .seconds(1)

  init(_ reading: ReplyReading) { self.reading = Mutex(reading) }

  func take(_ bytes: [UInt8], _ clock: ModelClock) throws(ModelFailure) -> String {
    try reading.withLock { reading throws(ModelFailure) in
      let text = try reading.take(bytes, now: clock.now())
      if !text.isEmpty { reading.beginHandingOver() }
      return text
    }
  }

  /// Throws `timeout` when it is too late; never returns.
  func watch(_ clock: ModelClock) async throws -> OutboundResponse {
    while true {
      let (now, deadline) = (clock.now(), reading.withLock { $0.deadline })
      guard now < deadline else { throw ModelFailure.timeout }
      try await clock.sleep(min(deadline, now + Self.glance))
    }
  }
}

extension ReplyReading {
  /// The answer; tokens that nobody counted are four bytes each.
  fileprivate func reply(to request: ModelRequest) -> ModelReply {
    let promptBytes = request.messages.reduce(request.system.utf8.count) { $0 + $1.text.utf8.count }
    return ModelReply(
      text: text, stop: ending.stop, promptTokens: ending.promptTokens ?? (promptBytes + 3) / 4,
      completionTokens: ending.completionTokens ?? (text.utf8.count + 3) / 4)
  }
}

extension OutboundResponse {
  fileprivate var isEventStream: Bool { self["content-type"]?.lowercased().hasPrefix("text/event-stream") ?? false }
}

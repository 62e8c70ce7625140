import Synchronization

/// Listens on one channel, on a connection and a thread of its own, and connects again by itself.
///
/// A wake-up says no more than: look again. Notifications that come close together are one wake-up, and after each
/// connect there is one, since those sent meanwhile are lost.
public final class NotificationListener: Sendable {
  /// The wake-ups, for one consumer. Ends with `close`; ending the iteration closes the listener.
  public let wakeUps: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let connectionString: String
  private let channel: String
  private let applicationName: String
  private let poller = SocketPoller()
  private let isClosed = Atomic<Bool>(false)

  /// A listener that begins at once.
  public init(connectionString: String, channel: String, applicationName: String = "atlas") {
    self.connectionString = connectionString
    self.channel = channel
    self.applicationName = applicationName
    (wakeUps, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    continuation.onTermination = { [weak self] _ in self?.close() }
    if !DetachedThread.start({ self.run() }) { continuation.finish() }
  }

  /// Stops listening and ends the stream.
  public func close() {
    guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    poller.wake()
  }

  private var mustStop: Bool { isClosed.load(ordering: .acquiring) }

  private func run() {
    var failureCount = 0
    while !mustStop {
      if listen() { failureCount = 0 } else { failureCount += 1 }
      guard !mustStop else { break }
      // Full jitter, as for the other connections. A wake-up ends the pause: it can only mean that we are closing.
      let limit = min(2_000, 50 << min(failureCount, 6))
      _ = poller.wait(atMost: .milliseconds(Int.random(in: 5...limit)))
    }
    continuation.finish()
  }

  /// Listens until the connection breaks; false when there was none.
  private func listen() -> Bool {
    guard
      let connection = try? BlockingConnection(connectionString: connectionString, applicationName: applicationName),
      (try? connection.execute("listen \(quotedIdentifier(channel))")) != nil
    else { return false }
    poller.watch(connection.socket, tag: 0)
    defer { poller.unwatch(connection.socket) }
    continuation.yield()
    while !mustStop {
      // Notifications may also have arrived together with the answer to an earlier statement: look before waiting.
      guard let isNotified = connection.takeNotifications() else { return true }
      if isNotified { continuation.yield() }
      _ = poller.wait(atMost: nil)
    }
    return true
  }
}

import Synchronization

/// Listens on one channel, on a connection and a thread of its own, and connects again by itself.
///
/// Notifications may be lost: those sent before a connect, and all but the newest where their reader is slow. Who must
/// miss nothing takes each arrival as no more than a sign to look again.
public final class NotificationListener: Sendable {
  /// What comes.
  public enum Arrival: Sendable, Equatable {
    /// The channel is listened to from now on; what was sent before is lost.
    case connected
    case notification(payload: String)
  }

  /// What comes, for one consumer. Ends with `close`; ending the iteration closes the listener.
  public let arrivals: AsyncStream<Arrival>
  private let continuation: AsyncStream<Arrival>.Continuation
  private let connectionString: String
  private let channel: String
  private let applicationName: String
  private let poller = SocketPoller()
  private let isClosed = Atomic<Bool>(false)

  /// A listener that begins at once.
  ///
  /// - Parameter bufferSize: how many arrivals wait for a slow reader; of more, the newest. With 1, those that come close
  ///   together are one.
  public init(connectionString: String, channel: String, applicationName: String = "atlas", bufferSize: Int = 1) {
    self.connectionString = connectionString
    self.channel = channel
    self.applicationName = applicationName
    (arrivals, continuation) = AsyncStream.makeStream(of: Arrival.self, bufferingPolicy: .bufferingNewest(bufferSize))
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
    continuation.yield(.connected)
    while !mustStop {
      // Notifications may also have arrived together with the answer to an earlier statement: look before waiting.
      guard let payloads = connection.takeNotifications() else { return true }
      for payload in payloads { continuation.yield(.notification(payload: payload)) }
      _ = poller.wait(atMost: nil)
    }
    return true
  }
}

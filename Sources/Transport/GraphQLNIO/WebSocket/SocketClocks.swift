import NIOCore
import Synchronization

/// The clocks of the sockets: one timer for all sockets of an event loop, started with the first of them.
final class SocketClocks: Sendable {
  private let interval: Duration
  private let clocks = Mutex<[ObjectIdentifier: NIOLoopBound<ConnectionClock>]>([:])

  init(interval: Duration) {
    self.interval = max(.milliseconds(1), interval)
  }

  /// The clock of an event loop; to be asked there.
  func clock(of eventLoop: any EventLoop) -> ConnectionClock {
    clocks.withLock { clocks in
      let key = ObjectIdentifier(eventLoop)
      if let clock = clocks[key] { return clock }
      let clock = ConnectionClock.start(on: eventLoop, every: interval)
      clocks[key] = clock
      return clock
    }.value
  }
}

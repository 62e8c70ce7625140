import CLibPQ
import Glibc

/// epoll and an eventfd to wake it, behind three verbs.
final class SocketPoller: Sendable {
  /// What happened to a socket.
  struct Event {
    let tag: UInt64
    let isReadable: Bool
    let isWritable: Bool
  }

  private static let wakeTag = UInt64.max
  private let epoll: Int32
  private let wakeDescriptor: Int32

  init() {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wakeDescriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(epoll >= 0 && wakeDescriptor >= 0, "the process has no file descriptor left for a database loop")
    watch(wakeDescriptor, tag: Self.wakeTag)
  }

  deinit {
    close(wakeDescriptor)
    close(epoll)
  }

  /// Ends a `wait` that is going on, or the next one.
  func wake() {
    var one: UInt64 = 1
    _ = unsafe write(wakeDescriptor, &one, 8)
  }

  /// Begins to watch a socket for input.
  func watch(_ socket: Int32, tag: UInt64) {
    control(EPOLL_CTL_ADD, socket, tag: tag, writable: false)
  }

  /// Changes whether a socket is also watched for room to write.
  func setWritable(_ writable: Bool, _ socket: Int32, tag: UInt64) {
    control(EPOLL_CTL_MOD, socket, tag: tag, writable: writable)
  }

  /// Stops watching a socket.
  func unwatch(_ socket: Int32) {
    var event = unsafe epoll_event()
    unsafe epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
  }

  /// Waits for sockets; nil waits without an end. The thread that waits is the only one that may call this.
  func wait(atMost limit: Duration?) -> [Event] {
    let milliseconds = limit.map { Int32(clamping: Int(min(max($0 / .milliseconds(1), 0), 60_000).rounded(.up))) } ?? -1
    return unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { buffer in
      let count = unsafe epoll_wait(epoll, buffer.baseAddress, 64, milliseconds)
      guard count > 0 else { return [] }
      var events: [Event] = []
      for index in 0..<Int(count) {
        let event = unsafe buffer[index]
        let tag = unsafe event.data.u64
        if tag == Self.wakeTag { clearWake() } else { unsafe events.append(Self.event(tag: tag, flags: event.events)) }
      }
      return events
    }
  }

  private static func event(tag: UInt64, flags: UInt32) -> Event {
    let input = EPOLLIN.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue
    return Event(tag: tag, isReadable: flags & input != 0, isWritable: flags & EPOLLOUT.rawValue != 0)
  }

  private func clearWake() {
    var value: UInt64 = 0
    _ = unsafe read(wakeDescriptor, &value, 8)
  }

  private func control(_ operation: Int32, _ socket: Int32, tag: UInt64, writable: Bool) {
    var event = unsafe epoll_event()
    unsafe event.events = EPOLLIN.rawValue | (writable ? EPOLLOUT.rawValue : 0)
    unsafe event.data.u64 = tag
    unsafe epoll_ctl(epoll, operation, socket, &event)
  }
}

import CLibPQ

/// A libpq connection that is open, with what is needed to cancel its statements. Closed at the end of its life.
///
/// Made on a helper thread and handed to one loop, which alone uses `handle` from then on. `cancelRunningStatement` may
/// be called from any thread: libpq's cancel object is immutable and made for that.
@safe final class OpenedConnection: Sendable {
  /// Safe: used by one thread at a time, first the one that connects, then the loop's.
  nonisolated(unsafe) let handle: OpaquePointer
  /// Safe: never changed after it was made, and freed at the end of life only.
  private nonisolated(unsafe) let cancelObject: OpaquePointer?
  let socket: Int32
  let usesTLS: Bool

  /// Takes ownership of an open connection.
  init(taking handle: OpaquePointer) {
    unsafe self.handle = handle
    unsafe cancelObject = PQgetCancel(handle)
    socket = unsafe PQsocket(handle)
    usesTLS = unsafe PQsslInUse(handle) == 1
  }

  deinit {
    if let cancelObject = unsafe cancelObject { unsafe PQfreeCancel(cancelObject) }
    unsafe PQfinish(handle)
  }

  /// Asks the server to stop whatever the connection runs now. Blocks until the server has taken the request.
  func cancelRunningStatement() {
    guard let cancelObject = unsafe cancelObject else { return }
    var message = [CChar](repeating: 0, count: 256)
    // A failure needs no answer: the loop asks again while the statement is still there, and closes in the end.
    _ = unsafe PQcancel(cancelObject, &message, Int32(message.count))
  }
}

import GraphQLWebSocket
import NIOCore

/// A socket as its handle knows it. Everything happens on its event loop.
protocol LiveSocket: AnyObject {
  /// The socket learns something from outside.
  func receive(_ event: SocketEvent)
  /// The connection ends now.
  func abort()
}

/// A socket as other threads know it.
final class SocketHandle: Drainable {
  private let eventLoop: any EventLoop
  private let socket: NIOLoopBound<any LiveSocket>
  /// Clients of sockets come back at once.
  let isToldInTurn = true

  init(_ socket: any LiveSocket, eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
    self.socket = NIOLoopBound(socket, eventLoop: eventLoop)
  }

  /// Tells the peer that the server goes away.
  func drain(after delay: TimeAmount) {
    guard delay > .zero else { return eventLoop.execute { self.socket.value.receive(.shutdown(.goingAway)) } }
    eventLoop.scheduleTask(in: delay) { [weak self] in self?.socket.value.receive(.shutdown(.goingAway)) }
  }

  func abort() { eventLoop.execute { self.socket.value.abort() } }

  /// Takes back the credentials.
  func revoke() { eventLoop.execute { self.socket.value.receive(.credentialsEnded) } }
}

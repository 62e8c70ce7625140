import NIOCore
import NIOPosix

extension SMTPServerAddress {
  /// Whether the server takes a connection, which is closed again: nothing is sent, not even a greeting.
  public func isReachable(within timeout: Duration = .seconds(5)) async -> Bool {
    let connecting = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(TimeAmount(timeout))
      .connect(host: host, port: port)
    guard let channel = try? await connecting.get() else { return false }
    try? await channel.close()
    return true
  }
}

import NIOCore
import NIOPosix

extension HTTPServer {
  /// Takes an address for a moment, and gives it back.
  ///
  /// - Throws: why a server could not listen there.
  public static func tryAddress(host: String, port: Int) async throws(ListeningError) {
    let binding = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: host, port: port)
    do {
      try await binding.get().close()
    } catch {
      throw ListeningError(host: host, port: port, error)
    }
  }
}

import Glibc
import NIOCore
import NIOPosix

extension HTTPServer {
  /// Whether a server could listen on an address.
  public enum Availability: Sendable {
    case free
    case taken
    /// The system lets only other users listen there.
    case notAllowed
    /// It is no address of this machine, or no address at all.
    case notHere
  }

  /// Takes an address for a moment, and gives it back.
  public static func tryAddress(host: String, port: Int) async -> Availability {
    let binding = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: host, port: port)
    do {
      try await binding.get().close()
      return .free
    } catch let error as IOError {
      switch error.errnoCode {
      case EADDRINUSE: return .taken
      case EACCES, EPERM: return .notAllowed
      default: return .notHere
      }
    } catch {
      return .notHere
    }
  }
}

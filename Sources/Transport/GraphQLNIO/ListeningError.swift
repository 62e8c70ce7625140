import Glibc
import NIOCore

/// A server could not take its address.
public struct ListeningError: Error, CustomStringConvertible {
  public let host: String
  public let port: Int
  /// What the system says, and what helps.
  public let reason: String
  /// Whether something else listens there.
  public let isTaken: Bool

  /// What the system said to `bind` and `listen`.
  init(host: String, port: Int, _ error: any Error) {
    self.host = host
    self.port = port
    isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
    reason =
      switch (error as? IOError)?.errnoCode {
      case EADDRINUSE: "something else listens there; stop it, or choose another port"
      case EACCES: "ports below 1024 need a right that this process does not have; choose another port"
      case EADDRNOTAVAIL: "this machine has no such address"
      default: "\(error)"
      }
  }

  public var description: String { "Cannot listen on \(host):\(port): \(reason)." }
}

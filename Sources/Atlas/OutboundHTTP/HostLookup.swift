import Dispatch
import NIOCore
import Synchronization

/// Looking up names of hosts, for those who must know where a connection goes before it is made.
public enum HostLookup {
  /// Each holds a thread for as long as name servers take, which those of hostile names may make long.
  private static let limit = 32
  private static let underWay = Mutex(0)

  /// The first address of a host, in numbers. Who is cancelled waits no longer; the look-up itself cannot be stopped.
  ///
  /// - Throws: `unreachable` without an address, also when too many look-ups are under way; `timeout` when cancelled.
  public static func address(of host: String) async throws(OutboundError) -> String {
    guard begin() else { throw .unreachable }
    let (answers, continuation) = AsyncStream.makeStream(of: String?.self)
    DispatchQueue.global().async {
      let address = try? SocketAddress.makeAddressResolvingHost(host, port: 0)
      underWay.withLock { $0 -= 1 }
      continuation.yield(address?.ipAddress)
      continuation.finish()
    }
    for await address in answers {
      guard let address else { throw .unreachable }
      return address
    }
    throw .timeout
  }

  private static func begin() -> Bool {
    underWay.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }
}

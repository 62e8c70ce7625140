import Dispatch
import NIOCore

/// Looking up names of hosts, for those who must know where a connection goes before it is made.
public enum HostLookup {
  /// The first address of a host, in numbers.
  public static func address(of host: String) async throws(OutboundError) -> String {
    let address: String? = await withCheckedContinuation { continuation in
      // The call blocks its thread for as long as name servers take.
      DispatchQueue.global().async {
        let address = try? SocketAddress.makeAddressResolvingHost(host, port: 0)
        continuation.resume(returning: address?.ipAddress)
      }
    }
    guard let address else { throw .unreachable }
    return address
  }
}

import Glibc
import NIOCore
import Synchronization

/// How many connections are open, in all and per address, and whether another may be.
final class ConnectionAdmission: Sendable {
  /// An address as far as it counts: of IPv6 the network, since whoever has one address there has 2^64.
  enum Origin: Hashable {
    case v4(UInt32)
    case v6(UInt64, UInt64)
  }

  /// A connection that was let in.
  struct Place: Sendable {
    fileprivate let origin: Origin?
  }

  private struct State {
    var total = 0
    var byOrigin: [Origin: Int] = [:]
  }

  private let state = Mutex(State())
  private let limit: Int
  private let limitPerAddress: Int?

  init(limit: Int, perAddress: Int?) {
    self.limit = limit
    limitPerAddress = perAddress
  }

  /// How many are open.
  var count: Int { state.withLock { $0.total } }

  /// Counts a connection in; nil when there are enough.
  func enter(_ address: SocketAddress?) -> Place? {
    let origin = limitPerAddress == nil ? nil : address.flatMap(Self.origin)
    return state.withLock { state in
      guard state.total < limit else { return nil }
      if let origin, let limitPerAddress {
        let count = state.byOrigin[origin, default: 0]
        guard count < limitPerAddress else { return nil }
        state.byOrigin[origin] = count + 1
      }
      state.total += 1
      return Place(origin: origin)
    }
  }

  /// Counts it out.
  func leave(_ place: Place) {
    state.withLock { state in
      state.total -= 1
      guard let origin = place.origin, let count = state.byOrigin[origin] else { return }
      state.byOrigin[origin] = count > 1 ? count - 1 : nil
    }
  }

  static func origin(_ address: SocketAddress) -> Origin? {
    switch address {
    // The address stands behind the family and the port, and in IPv6 behind a label too.
    case .v4(let address):
      return unsafe withUnsafeBytes(of: address.address) { bytes in
        unsafe .v4(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      }
    case .v6(let address):
      return unsafe withUnsafeBytes(of: address.address) { bytes in
        let network = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let host = unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        // Addresses of IPv4 in the clothes of IPv6 differ in their last bytes only.
        return .v6(network, network == 0 ? host : 0)
      }
    case .unixDomainSocket: return nil
    }
  }
}

/// How many descriptors the process may open.
enum DescriptorLimit {
  /// Raises the limit of the process so that there is room for so many connections, as far as the system lets it.
  ///
  /// - Returns: how many connections there is room for when some descriptors are kept for everything else, such as the
  ///   database, files and refusals.
  static func makeRoom(for connections: Int) -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connections }
    let wanted = rlim_t(clamping: connections) &+ 1_024
    if limit.rlim_cur < wanted {
      var raised = limit
      raised.rlim_cur = min(wanted, limit.rlim_max)
      if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return room(limit.rlim_cur, for: connections)
  }

  /// How many connections there would be room for, by what the system lets the process raise its limit to.
  static func possibleRoom(for connections: Int) -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connections }
    return room(limit.rlim_max, for: connections)
  }

  private static func room(_ descriptors: rlim_t, for connections: Int) -> Int {
    let kept = min(1_024, descriptors / 4)
    return min(connections, Int(clamping: descriptors - kept))
  }
}

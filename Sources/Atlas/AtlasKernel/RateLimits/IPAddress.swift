import Glibc

/// An address of the internet protocol. IPv4 is held as the IPv6 addresses that stand for it (RFC 4291, 2.5.5.2), so an
/// address is the same however a socket names it.
public struct IPAddress: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  /// Reads the text form of either version; a zone (`%eth0`) is left out. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    let address = String(text.prefix { $0 != "%" })
    guard address.utf8.count <= 45, !address.utf8.contains(0) else { return nil }
    var four = in_addr()
    // Safe: the call reads a terminated string and writes one in_addr.
    if unsafe inet_pton(AF_INET, address, &four) == 1 {
      high = 0
      low = Self.mappedPrefix | UInt64(UInt32(bigEndian: four.s_addr))
      return
    }
    var six: (UInt64, UInt64) = (0, 0)
    // Safe: the call writes the sixteen bytes of an in6_addr, which two words have room for.
    guard unsafe inet_pton(AF_INET6, address, &six) == 1 else { return nil }
    high = UInt64(bigEndian: six.0)
    low = UInt64(bigEndian: six.1)
  }

  private static let mappedPrefix: UInt64 = 0xFFFF << 32

  /// Whether it is an IPv4 address.
  public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// The network of those who share a number of leading bits with it.
  public func network(bits: Int, ofIPv6: Int) -> IPNetwork {
    IPNetwork(self, bits: isIPv4 ? 96 + min(32, max(0, bits)) : min(128, max(0, ofIPv6)))
  }

  /// Who counts as one visitor: an IPv4 address, and a /64 of IPv6, which is what one subscriber is given.
  public var subscriber: IPNetwork { network(bits: 32, ofIPv6: 64) }
}

/// Addresses with the same leading bits.
public struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64
  private let bits: Int

  /// Addresses that could not be read; they count as one.
  public static let unknown = IPNetwork(high: 0, low: 0, bits: 128)

  private init(high: UInt64, low: UInt64, bits: Int) {
    self.high = high
    self.low = low
    self.bits = bits
  }

  fileprivate init(_ address: IPAddress, bits: Int) {
    self.init(
      high: address.high & Self.mask(bits), low: address.low & Self.mask(bits - 64), bits: bits)
  }

  /// Reads `192.0.2.0/24`, `2001:db8::/32`, or an address alone. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = parts.first.flatMap({ IPAddress($0) }) else { return nil }
    let width = address.isIPv4 ? 32 : 128
    guard parts.count == 2 else {
      self.init(address, bits: 128)
      return
    }
    guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
    self.init(address, bits: 128 - width + bits)
  }

  /// Whether an address is one of these.
  public func contains(_ address: IPAddress) -> Bool { IPNetwork(address, bits: bits) == self }

  /// The network address in full hexadecimal, and the number of bits: a name, not a notation for people.
  public var description: String {
    func padded(_ word: UInt64) -> String {
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return "\(padded(high))\(padded(low))/\(bits)"
  }

  /// A word with so many leading ones.
  private static func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : .max << UInt64(64 - bits) }
}

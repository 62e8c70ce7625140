import AtlasKernel
import GraphQLHTTP

/// The proxies in front of the server whose word about a client's address is believed.
public struct TrustedProxies: Sendable {
  private let networks: [IPNetwork]

  /// Nobody is believed: a client's address is that of its connection.
  public init() { networks = [] }

  /// Reads networks from a list with commas, such as `10.0.0.0/8, 2001:db8::1`.
  ///
  /// - Throws: `ConfigurationError` for what is no network.
  init(_ list: String) throws(ConfigurationError) {
    var networks: [IPNetwork] = []
    for part in list.split(separator: ",") {
      let text = part.filter { $0 != " " }
      guard let network = IPNetwork(text) else {
        throw ConfigurationError("ATLAS_TRUSTED_PROXIES: \"\(text)\" is neither an address nor a network.")
      }
      networks.append(network)
    }
    self.networks = networks
  }

  /// Whether anybody is believed.
  var hasAny: Bool { !networks.isEmpty }

  /// Where a request comes from: the one place that knows.
  func client(of head: HTTPRequestHead, _ peer: HTTPPeer) -> ClientAddress {
    ClientAddress(ipAddress: address(head.fields, peer.ipAddress), userAgent: head.fields["user-agent"])
  }

  /// The last address that no trusted proxy has, for each proxy writes whom it got the request from behind what was
  /// there; what stands before it is the client's own word.
  ///
  /// A proxy writes one of the two fields and may let the other through as the client wrote it. Where both are there
  /// and disagree, neither counts.
  private func address(_ fields: HTTPFields, _ peer: String) -> String {
    guard !networks.isEmpty, isTrusted(peer) else { return peer }
    let older = fields["x-forwarded-for"].map { client(behind: peer, $0.split(separator: ",").map(Self.trimmed)) }
    let newer = fields["forwarded"].map { client(behind: peer, $0.split(separator: ",").map(Self.forwardedFor)) }
    guard let older, let newer else { return older ?? newer ?? peer }
    return older.utf8.elementsEqual(newer.utf8) ? older : peer
  }

  private func client(behind peer: String, _ hops: [Substring]) -> String {
    var nearest = peer
    for hop in hops.reversed() {
      let address = Self.withoutPort(hop)
      guard IPAddress(address) != nil else { return nearest }
      nearest = String(address)
      if !isTrusted(nearest) { return nearest }
    }
    return nearest
  }

  private func isTrusted(_ text: String) -> Bool {
    guard let address = IPAddress(text) else { return false }
    return networks.contains { $0.contains(address) }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  /// The value of `for` in an element of `Forwarded` (RFC 7239, section 4); empty where there is none.
  private static func forwardedFor(_ element: Substring) -> Substring {
    for pair in element.split(separator: ";") {
      let pair = trimmed(pair)
      guard pair.count > 4, pair.prefix(4).lowercased() == "for=" else { continue }
      let value = pair.dropFirst(4)
      return value.count >= 2 && value.first == "\"" && value.last == "\"" ? value.dropFirst().dropLast() : value
    }
    return ""
  }

  /// `192.0.2.1:80` and `[2001:db8::1]:80` without the port and the brackets.
  private static func withoutPort(_ hop: Substring) -> Substring {
    if hop.first == "[" { return hop.dropFirst().prefix { $0 != "]" } }
    let colons = hop.utf8.count { $0 == UInt8(ascii: ":") }
    return colons == 1 ? hop.prefix { $0 != ":" } : hop
  }
}

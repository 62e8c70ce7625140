/// Which addresses everybody may reach: what somebody names is asked nowhere else, least of all in our own network.
public enum PublicNetworks {
  /// Whether an address is public. An IPv4 address within IPv6 counts as what it is.
  public static func contains(_ address: IPAddress) -> Bool {
    if address.isIPv4 { return !refused.contains { $0.contains(address) } }
    // Global unicast, less what leads elsewhere.
    return globalUnicast.map { $0.contains(address) } == true && !refused.contains { $0.contains(address) }
  }

  /// The same of the text of an address; what cannot be read is not public.
  public static func contains(_ address: String) -> Bool { IPAddress(address).map { contains($0) } ?? false }

  private static let globalUnicast = IPNetwork("2000::/3")

  /// RFC 6890 and its registries: this network, private, shared, loopback, link-local, protocol assignments,
  /// documentation, relays, benchmarks, multicast and reserved; of IPv6 the tunnels that hold IPv4 addresses (Teredo, 6to4),
  /// documentation and segment routing. What lies outside of 2000::/3 is refused as a whole: unspecified, loopback, NAT64,
  /// discard, unique local, link-local, multicast.
  private static let refused: [IPNetwork] = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
  ].compactMap { IPNetwork($0) }
}

import Testing

@testable import AtlasKernel

@Suite("Addresses and networks")
struct IPAddressTests {
  @Test("an IPv4 address is the same as the IPv6 address that stands for it, and a zone does not count")
  func mapped() throws {
    let four = try #require(IPAddress("192.0.2.1"))
    #expect(IPAddress("::ffff:192.0.2.1") == four)
    let six = try #require(IPAddress("fe80::1"))
    #expect(IPAddress("fe80::1%eth0") == six)
  }

  @Test(
    "what is no address is none", arguments: ["", "unknown", "192.0.2", "192.0.2.1.5", "1::2::3", "192.0.2.1\u{0}"])
  func faulty(text: String) { #expect(IPAddress(text) == nil) }

  @Test("visitors of one /64 are one, of two IPv4 addresses two")
  func subscriber() throws {
    func subscriber(_ text: String) -> IPNetwork? { IPAddress(text)?.subscriber }
    let one = try #require(subscriber("2001:db8:1:2::1"))
    #expect(subscriber("2001:db8:1:2:ffff::9") == one)
    #expect(subscriber("2001:db8:1:3::1") != one)
    #expect(subscriber("192.0.2.1") != subscriber("192.0.2.2"))
    #expect("\(one)" == "20010db8000100020000000000000000/64")
  }

  @Test(
    "a network contains what shares its bits",
    arguments: [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("0.0.0.0/0", "203.0.113.9", true),
      ("0.0.0.0/0", "2001:db8::1", false), ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
      ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::/0", "::1", true),
      ("2001:db8::/70", "2001:db8::0300:0:0:1", true), ("2001:db8::/70", "2001:db8::0400:0:0:1", false),
    ])
  func contains(network: String, address: String, isInside: Bool) throws {
    let member = try #require(IPAddress(address))
    #expect(IPNetwork(network)?.contains(member) == isInside)
  }

  @Test("what is no network is none", arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "ten/8"])
  func faultyNetwork(text: String) { #expect(IPNetwork(text) == nil) }
}

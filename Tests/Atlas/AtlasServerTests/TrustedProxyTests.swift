import AtlasKernel
import GraphQLHTTP
import Testing

@testable import AtlasServer

@Suite("Whose word about a client's address is believed")
struct TrustedProxyTests {
  private func address(_ fields: HTTPFields, trusted: String = "10.0.0.0/8", peer: String = "10.0.0.1") throws -> String
  {
    let head = HTTPRequestHead(method: "POST", target: "/graphql", fields: fields)
    return try TrustedProxies(trusted).client(of: head, HTTPPeer(ipAddress: peer)).ipAddress
  }

  @Test("without trusted proxies the connection counts, whatever a header says")
  func untrusted() throws {
    #expect(try address(["X-Forwarded-For": "203.0.113.9"], trusted: "") == "10.0.0.1")
    #expect(try address(["X-Forwarded-For": "203.0.113.9"], peer: "192.0.2.1") == "192.0.2.1")
  }

  @Test(
    "behind trusted proxies the last address that is none of theirs counts, and not what the client wrote before it",
    arguments: [
      ("203.0.113.9", "203.0.113.9"), ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
      ("198.51.100.1, 203.0.113.9, 10.1.1.1", "203.0.113.9"), ("10.2.2.2,10.1.1.1", "10.2.2.2"),
      ("203.0.113.9:4711", "203.0.113.9"), ("[2001:db8::1]:443", "2001:db8::1"), ("2001:db8::1", "2001:db8::1"),
      ("203.0.113.9, nonsense", "10.0.0.1"), ("203.0.113.9, nonsense, 10.1.1.1", "10.1.1.1"), ("", "10.0.0.1"),
    ])
  func forwarded(header: String, client: String) throws {
    #expect(try address(["X-Forwarded-For": header]) == client)
  }

  @Test("several header fields are one list")
  func severalFields() throws {
    #expect(
      try address(["X-Forwarded-For": "198.51.100.1", "x-forwarded-for": "203.0.113.9"]) == "203.0.113.9")
  }

  @Test(
    "Forwarded is read as RFC 7239 writes it",
    arguments: [
      ("for=203.0.113.9", "203.0.113.9"), ("for=198.51.100.1, for=203.0.113.9;proto=https;by=10.0.0.1", "203.0.113.9"),
      ("For=\"[2001:db8::1]:4711\"", "2001:db8::1"), ("for=_hidden", "10.0.0.1"), ("proto=https", "10.0.0.1"),
    ])
  func rfc7239(header: String, client: String) throws {
    #expect(try address(["Forwarded": header]) == client)
  }

  @Test("a client that adds the other field gains nothing: where the two disagree, neither counts")
  func both() throws {
    #expect(try address(["Forwarded": "for=198.51.100.1", "X-Forwarded-For": "203.0.113.9"]) == "10.0.0.1")
    #expect(try address(["Forwarded": "for=203.0.113.9", "X-Forwarded-For": "203.0.113.9"]) == "203.0.113.9")
  }

  @Test("each variable is read; by default limits are on and nobody is believed")
  func settings() throws {
    let usual = try AtlasConfiguration.Limits { _ in nil }
    #expect((usual.requestsPerMinute, usual.points, usual.pointsPerSecond) == (100, 10_000, 100))
    #expect(usual.countsFields)
    let variables = [
      "ATLAS_REQUESTS_PER_MINUTE": "0", "ATLAS_POINTS": "50", "ATLAS_POINTS_PER_SECOND": "2",
      "ATLAS_FIELD_LIMITS": "off", "ATLAS_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
    ]
    let limits = try AtlasConfiguration.Limits { variables[$0] }
    #expect((limits.requestsPerMinute, limits.points, limits.pointsPerSecond) == (0, 50, 2))
    #expect(!limits.countsFields)
    let head = HTTPRequestHead(method: "POST", target: "/", fields: ["X-Forwarded-For": "203.0.113.9"])
    #expect(limits.trustedProxies.client(of: head, HTTPPeer(ipAddress: "::1")).ipAddress == "203.0.113.9")
  }

  @Test(
    "a value that cannot be used stops the start and is named",
    arguments: [
      ("ATLAS_REQUESTS_PER_MINUTE", "-1"), ("ATLAS_POINTS", "many"), ("ATLAS_POINTS_PER_SECOND", "0"),
      ("ATLAS_FIELD_LIMITS", "0"), ("ATLAS_TRUSTED_PROXIES", "10.0.0.0/8,proxy.example"),
    ])
  func faulty(name: String, value: String) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try AtlasConfiguration.Limits { $0 == name ? value : nil }
    }
    #expect(error?.description.contains(name) == true)
  }
}

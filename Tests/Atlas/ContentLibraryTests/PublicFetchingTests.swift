import AtlasKernel
import Jobs
import OutboundHTTP
import Synchronization
import Testing

@testable import ContentLibrary

@Suite("Fetching what somebody names")
struct PublicFetchingTests {
  @Test(
    "addresses of our own network, of this machine and of nobody are not public",
    arguments: [
      "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
      "100.64.0.1", "0.0.0.0", "224.0.0.1", "239.255.255.255", "255.255.255.255", "192.0.2.1", "198.18.0.1",
      "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
      "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2002:7f00:1::", "2001:0:7f00:1::",
      "2001:db8::1", "100::1",
    ])
  func refused(text: String) throws {
    #expect(!PublicNetworks.contains(try #require(IPAddress(text))))
  }

  @Test(
    "all others are",
    arguments: ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"])
  func allowed(text: String) throws {
    #expect(PublicNetworks.contains(try #require(IPAddress(text))))
  }

  @Test("a name that leads to a private address is refused before anything is sent, and is looked up once")
  func rebinding() async throws {
    let lookups = Mutex(0)
    var fetching = PublicFetching()
    fetching.resolve = { _ in
      lookups.withLock { $0 += 1 }
      return "10.0.0.1"
    }
    let failure = await #expect(throws: JobFailure.self) { try await fetching.fetch("https://docs.example/a") }
    #expect(failure?.isFinal == true && failure?.message.contains("not public") == true)
    #expect(lookups.withLock { $0 } == 1)
  }

  @Test(
    "what is no address of the web is not even looked up",
    arguments: [
      "ftp://docs.example/", "https://docs.example:22/", "http://docs.example:8080/", "file:///etc/passwd",
      "https://user@docs.example/", "https://[::ffff:10.0.0.1]/", "gopher://docs.example/",
    ])
  func grammar(text: String) async throws {
    var fetching = PublicFetching()
    fetching.resolve = { host in
      Issue.record("\(host) was looked up")
      return "1.1.1.1"
    }
    await #expect(throws: JobFailure.self) { try await fetching.fetch(text) }
  }

  @Test("numbers that mean an address are looked at as the address that they mean")
  func numbers() async throws {
    for host in ["127.1", "2130706433", "0x7f.1", "0177.0.0.1"] {
      let failure = await #expect(throws: JobFailure.self, "\(host)") {
        try await PublicFetching().fetch("http://\(host)/")
      }
      #expect(failure?.message.contains("not public") == true || failure?.message.contains("cannot be reached") == true)
    }
  }

  @Test("a redirect is not followed, a refusal is final, a failure of the server is not; types lose their parameters")
  func answers() throws {
    let fetching = PublicFetching()
    let page = try fetching.accept(
      OutboundResponse(status: 200, body: [1], fields: [("Content-Type", "Text/HTML; charset=latin1")]))
    #expect(page.mediaType == "text/html" && page.bytes == [1])
    for (status, isFinal) in [(301, true), (302, true), (404, true), (403, true), (500, false), (503, false)] {
      let failure = #expect(throws: JobFailure.self) {
        try fetching.accept(OutboundResponse(status: status, body: []))
      }
      #expect(failure?.isFinal == isFinal, "\(status)")
    }
  }
}

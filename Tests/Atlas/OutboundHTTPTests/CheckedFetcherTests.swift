import NIOCore
import NIOPosix
import OutboundHTTP
import Synchronization
import Testing

@Suite("Asking servers that somebody else has named")
struct CheckedFetcherTests {
  @Test("a name is looked up for each request, and the connection goes to the address that was checked")
  func checked() async throws {
    let server = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let resolved = Mutex<[String]>([])
    let checked = Mutex<[String]>([])
    let fetcher = CheckedFetcher(
      timeout: .seconds(30), bodyLimit: 1024,
      resolve: { host throws(OutboundError) in
        resolved.withLock { $0.append(host) }
        return "127.0.0.1"
      },
      isAllowed: { address in
        checked.withLock { $0.append(address) }
        return true
      })
    for host in ["docs.invalid", "Docs.Invalid"] {
      let url = try #require(OutboundURL(web: "http://\(host):\(server.base.port)/a"))
      #expect(try await fetcher.fetch(OutboundRequest(.get, url)).status == 200)
    }
    #expect(resolved.withLock { $0 } == ["docs.invalid", "Docs.Invalid"])
    #expect(checked.withLock { $0 } == ["127.0.0.1", "127.0.0.1"])
    _ = try await server.stop()
  }

  @Test("an address that the rule refuses is not asked, though the last time the name led elsewhere")
  func rebinding() async throws {
    let server = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let addresses = Mutex(["127.0.0.1", "127.0.0.2"])
    let fetcher = CheckedFetcher(
      timeout: .seconds(30), bodyLimit: 1024,
      resolve: { _ throws(OutboundError) in addresses.withLock { $0.removeFirst() } },
      isAllowed: { $0 == "127.0.0.1" })
    let url = try #require(OutboundURL(web: "http://docs.invalid:\(server.base.port)/a"))
    #expect(try await fetcher.fetch(OutboundRequest(.get, url)).status == 200)
    await #expect(throws: OutboundError.notAllowed) { try await fetcher.fetch(OutboundRequest(.get, url)) }
    _ = try await server.stop()
  }

  @Test("the look-up of a name is part of the time, and who is cancelled does not wait for it")
  func slowNames() async throws {
    let (begun, begins) = AsyncStream.makeStream(of: Void.self)
    let fetcher = CheckedFetcher(
      timeout: .milliseconds(50), bodyLimit: 1024,
      resolve: { _ throws(OutboundError) in
        begins.yield()
        let (answers, never) = AsyncStream.makeStream(of: String.self)
        defer { never.finish() }
        for await answer in answers { return answer }
        throw .unreachable
      },
      isAllowed: { _ in true })
    let url = try #require(OutboundURL(web: "http://slow.invalid/"))
    await #expect(throws: OutboundError.timeout) { try await fetcher.fetch(OutboundRequest(.get, url)) }
    var patient = OutboundRequest(.get, url)
    patient.timeout = .seconds(3_600)
    let asking = Task { [patient] in try await fetcher.fetch(patient) }
    for await _ in begun.prefix(2) {}
    asking.cancel()
    await #expect(throws: OutboundError.self) { try await asking.value }
  }

  @Test("after it was shut down nothing is asked")
  func shutdown() async throws {
    let server = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let fetcher = CheckedFetcher(
      timeout: .seconds(30), bodyLimit: 1024, resolve: { _ throws(OutboundError) in "127.0.0.1" },
      isAllowed: { _ in true })
    let url = try #require(OutboundURL(web: "http://docs.invalid:\(server.base.port)/"))
    #expect(try await fetcher.fetch(OutboundRequest(.get, url)).status == 200)
    await fetcher.shutdown()
    await #expect(throws: OutboundError.unreachable) { try await fetcher.fetch(OutboundRequest(.get, url)) }
    _ = try await server.stop()
  }

  @Test("more hosts than connections are kept to are asked all the same")
  func manyHosts() async throws {
    let server = try await CannedServer.start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    let fetcher = CheckedFetcher(
      timeout: .seconds(30), bodyLimit: 1024, resolve: { _ throws(OutboundError) in "127.0.0.1" },
      isAllowed: { _ in true })
    for number in 0..<70 {
      let url = try #require(OutboundURL(web: "http://host-\(number).invalid:\(server.base.port)/"))
      #expect(try await fetcher.fetch(OutboundRequest(.get, url)).status == 200)
    }
    _ = try await server.stop()
  }
}

import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@Suite struct TLSTests {
  @Test("[TLS ALPN] h2 is chosen where the client offers it, HTTP/1.1 where it does not or offers nothing")
  func negotiation() async throws {
    try await withSecureServer { server in
      let (both, agreed) = try await connect(server, offering: ["http/1.1", "h2"]) { _ in }
      #expect(agreed == "h2")
      try? await both.close()
      for offer in [["http/1.1"], [], ["spdy/3"]] {
        var client = try await connectClient(server, offering: offer)
        try await client.send(get("/a") + post("/b", "body"))
        #expect(await client.read(through: "POST /b body") == answer("GET /a ") + answer("POST /b body"))
        try? await client.channel.close()
      }
    }
  }

  @Test("[TLS 1.2] an old client is refused by default, and served where the operator allows it")
  func versions() async throws {
    try await withSecureServer { server in
      await #expect(throws: NIOSSLError.self) { try await connectClient(server, newest: .tlsv12) }
    }
    try await withSecureServer(tls: { $0.minimumVersion = .tls12 }) { server in
      var client = try await connectClient(server, newest: .tlsv12)
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      try? await client.channel.close()
      await #expect(throws: NIOSSLError.self) { try await connectClient(server, newest: .tlsv11) }
    }
  }

  @Test("[TLS plain] what is no TLS is closed without an answer, and the port serves on")
  func plain() async throws {
    try await withSecureServer { server in
      var plain = try await Client.connect(to: server)
      try await plain.send(get("/a"))
      // A server may say in TLS that this was none: an alert, which begins with 21.
      let answer = await plain.readAll()
      #expect(answer.isEmpty || answer.utf8.first == 21)
      _ = try await connect(server, offering: ["h2"]) { _ in }.0.close()
    }
  }

  @Test("[TLS timeout] a client that does not go on with its handshake is closed")
  func timeout() async throws {
    try await withSecureServer(tls: { $0.handshakeSeconds = 0 }) { server in
      var silent = try await Client.connect(to: server)
      #expect(await silent.readAll() == "")
    }
  }

  @Test("[TLS drain] connections in the middle of their handshake end when the server stops")
  func drain() async throws {
    try await withSecureServer(stops: false) { server in
      var silent = try await Client.connect(to: server)
      await server.stop(within: .seconds(600))
      #expect(await silent.readAll() == "")
    }
  }

  @Test("[TLS limit] a connection too many is closed before its handshake")
  func limit() async throws {
    try await withSecureServer(configure: { $0.connectionLimit = 1 }) { server in
      let (first, _) = try await connect(server, offering: ["h2"]) { _ in }
      var second = try await Client.connect(to: server)
      #expect(await second.readAll() == "")
      try? await first.close()
    }
  }

  @Test("[TLS files] a missing file, a key of another certificate and a file of another kind are named at the start")
  func files() async throws {
    let (files, others) = (try CertificateFiles(), try CertificateFiles())
    func fault(_ certificate: String, _ key: String) async -> String? {
      var settings = HTTPServer.Settings()
      settings.tls = TLSSettings(certificatePath: certificate, privateKeyPath: key)
      do {
        let server = try await HTTPServer.start(
          host: "127.0.0.1", port: 0, responder: PathResponder(), settings: settings)
        await server.stop(within: .seconds(10))
        return nil
      } catch {
        return (error as? TLSFileError)?.description
      }
    }
    let (certificate, key) = (files.certificatePath, files.privateKeyPath)
    #expect(await fault(certificate, key) == nil)
    #expect(await fault(certificate + "x", key) == "There is no certificate file \(certificate)x.")
    #expect(await fault(certificate, key + "x") == "There is no private key file \(key)x.")
    #expect(await fault(key, key) == "\(key) cannot be read as certificates in PEM form.")
    let notKey = "\(certificate) cannot be read as a private key in PEM form without a passphrase."
    #expect(await fault(certificate, certificate) == notKey)
    let mismatch =
      "The private key in \(others.privateKeyPath) does not belong to the first certificate in \(certificate)."
    #expect(await fault(certificate, others.privateKeyPath) == mismatch)
  }

  @Test("[TLS expired] an expired certificate is told to the operator and served")
  func expired() async throws {
    let files = try CertificateFiles(hasExpired: true)
    let reports = Reports()
    try await withSecureServer(PathResponder(), files, tls: { $0.report = reports.add }) { server in
      #expect(reports.all == ["A certificate in \(files.certificatePath) has expired."])
      _ = try await connect(server, offering: ["h2"]) { _ in }.0.close()
    }
  }

  @Test("[TLS reload] new files serve new connections without a restart; files of no use are told and not used")
  func reload() async throws {
    let files = try CertificateFiles(name: "first")
    let reports = Reports()
    let eager = { @Sendable (settings: inout TLSSettings) in
      settings.reloadSeconds = 0
      settings.report = reports.add
    }
    try await withSecureServer(PathResponder(), files, tls: eager) { server in
      let (old, _) = try await connect(server, offering: ["h2"]) { _ in }
      #expect(try await name(old) == "first")
      try files.replace(name: "second")
      let (new, _) = try await connect(server, offering: ["h2"]) { _ in }
      #expect(try await name(new) == "second")
      #expect(old.isActive)
      try files.write("nonsense", to: files.certificatePath)
      for _ in 0..<2 {
        let (kept, _) = try await connect(server, offering: ["h2"]) { _ in }
        #expect(try await name(kept) == "second")
        try? await kept.close()
      }
      let complaint = "\(files.certificatePath) cannot be read as certificates in PEM form."
      #expect(reports.all == ["The new certificate is not used. " + complaint])
      try? await old.close()
      try? await new.close()
    }
  }

  @Test("[TLS wss] a WebSocket is opened, used and closed as without TLS")
  func sockets() async throws {
    try await withSecureServer(upgrade: GraphQLSocketUpgrade(service: TestService())) { server in
      var client = try await connectClient(server, offering: ["http/1.1"])
      let handshake = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      let subprotocol = "Sec-WebSocket-Protocol: graphql-transport-ws\r\n"
      let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      try await client.send(get("/graphql", handshake + subprotocol + key))
      #expect(await client.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101 "))
      try await client.send(SocketClient.frame(0x81, #"{"type":"ping"}"#))
      #expect(await client.read(through: #"{"type":"pong"}"#).hasSuffix(#"{"type":"pong"}"#))
      // Without a mask.
      try await client.send([0x81, 0x00])
      #expect(await client.readAll().hasSuffix("Protocol error"))
      try? await client.channel.close()
    }
  }

  @Test("[TLS HSTS] answers say for how long browsers are to come by TLS only, where the operator wants it")
  func strictTransport() async throws {
    try await withSecureServer(tls: { $0.strictTransportSeconds = 300 }) { server in
      var client = try await connectClient(server)
      try await client.send(get("/a") + get("/stream"))
      let text = await client.read(through: "0\r\n\r\n")
      let parts = text.split(separator: "Strict-Transport-Security: max-age=300\r\n", omittingEmptySubsequences: false)
      #expect(parts.count == 3)
      try? await client.channel.close()
    }
  }
}

/// What the operator was told.
private final class Reports: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  @Sendable func add(_ text: String) { texts.withLock { $0.append(text) } }
}

/// The common name of a server's certificate.
private func name(_ channel: any Channel) async throws -> String? {
  let text = try await channel.nioSSL_peerCertificate().get()?.description.split(separator: "common_name=").last
  return text.map { String($0.prefix { $0 != ";" && $0 != ">" }) }
}

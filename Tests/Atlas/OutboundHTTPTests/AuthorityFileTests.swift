import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import OutboundHTTP
import Testing

@Suite("Servers with certificates of their own")
struct AuthorityFileTests {
  @Test("a server is trusted through the file of its authority, and not without it")
  func trust() async throws {
    let file = try makeFile(Self.certificate)
    let channel = try await serve()
    let url = try #require(OutboundURL("https://localhost:\(channel.localAddress?.port ?? 0)/"))
    for (authorityFile, isTrusted) in [(file, true), (nil, false), ("/nothing", false)] {
      let fetcher = AsyncHTTPFetcher(timeout: .seconds(30), authorityFile: authorityFile)
      do throws(OutboundError) {
        let response = try await fetcher.fetch(OutboundRequest(.get, url))
        #expect(isTrusted && response.status == 204)
      } catch {
        #expect(!isTrusted && error == .unreachable, "\(error)")
      }
      await fetcher.shutdown()
    }
    try await channel.close()
    unsafe unlink(file)
  }

  /// A server that answers anything with the same few words, behind TLS.
  private func serve() async throws -> any Channel {
    let certificate = try NIOSSLCertificate(bytes: Array(Self.certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)
    let tls = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.addHandlers(NIOSSLServerHandler(context: tls), FewWords())
        }
      }
      .bind(host: "localhost", port: 0).get()
  }

  private func makeFile(_ text: String) throws -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/authority-XXXXXX").utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw NoFile() }
    let bytes = Array(text.utf8)
    #expect(unsafe write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private struct NoFile: Error {}

  /// Signs itself, for `localhost`, until 2049. Its key protects nothing.
  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBYDCCAQWgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
    c3QwHhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMDAwMDAwWjAUMRIwEAYDVQQDDAls
    b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATHRTvqsWINAcMLgKP4
    D7icaf6mUvc8e+/LcojoRgUl+S8BoIa8sNT3erAeija/ItijUKP7ozplque33yDZ
    BMvXo0gwRjAUBgNVHREEDTALgglsb2NhbGhvc3QwDwYDVR0TAQH/BAUwAwEB/zAd
    BgNVHQ4EFgQUhd+hBMkOcXjLEo5iC7cqqV/wiBwwCgYIKoZIzj0EAwIDSQAwRgIh
    AMPLlKOw9bEx2cjCD/qAGGDvIweNfebWHN5FemVpqrTyAiEA2Uc0f2NYyKBL29mP
    4q6igSJGKiJxuAr3AV64r/VCawE=
    -----END CERTIFICATE-----

    """
  private static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgE5g6GXPJRTxk/tyY
    TnYzmGDfdedKP8cWjZyBriCB7hmhRANCAATHRTvqsWINAcMLgKP4D7icaf6mUvc8
    e+/LcojoRgUl+S8BoIa8sNT3erAeija/ItijUKP7ozplque33yDZBMvX
    -----END PRIVATE KEY-----

    """
}

private final class FewWords: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 204 No Content\r\n\r\n")), promise: nil)
  }
}

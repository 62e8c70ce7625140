import NIOCore
import NIOPosix
import Testing

@testable import Mail

@Suite("The connection to an SMTP server; tests with a real one are in Tests/Clients")
struct SMTPMailSenderTests {
  /// A port of this machine where connections are taken and nothing is said.
  private func withSilentServer(
    _ body: (SMTPServerAddress) async throws -> Void
  ) async throws {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(channel.localAddress?.port)
    try await body(try #require(SMTPServerAddress(url: "smtp://127.0.0.1:\(port)")))
    try await channel.close()
  }

  @Test("a server that says nothing is waited for as long as the limit")
  func silence() async throws {
    try await withSilentServer { server in
      let sender = try SMTPMailSender(server: server, timeout: .milliseconds(50))
      await #expect(throws: MailError.transient("The SMTP server took too long.")) {
        try await sender.send(Mails.message())
      }
    }
  }

  @Test("cancelling the task ends the connection")
  func cancellation() async throws {
    try await withSilentServer { server in
      let sender = try SMTPMailSender(server: server, timeout: .seconds(600))
      let message = try Mails.message()
      let sending = Task { () async -> MailError? in
        do throws(MailError) {
          try await sender.send(message)
          return nil
        } catch {
          return error
        }
      }
      sending.cancel()
      #expect(await sending.value?.isPermanent == false)
    }
  }

  @Test("nobody at the port, and a name that nobody has, are errors that may pass")
  func nobody() async throws {
    var closed: SMTPServerAddress?
    try await withSilentServer { closed = $0 }
    let server = try #require(closed)
    let sender = try SMTPMailSender(server: server)
    await #expect(throws: MailError.transient("The SMTP server cannot be reached.")) {
      try await sender.send(Mails.message())
    }
  }

  @Test("certificates that cannot be read are found at the start")
  func certificates() throws {
    let server = try #require(SMTPServerAddress(url: "smtp://mail.example"))
    #expect(throws: MailError.self) { try SMTPMailSender(server: server, certificates: "/dev/null/none.pem") }
  }
}

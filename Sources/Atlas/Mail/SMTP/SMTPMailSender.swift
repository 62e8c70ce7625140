import NIOCore
import NIOPosix
import NIOSSL

/// Sends mails to an SMTP server, over a connection for each.
public struct SMTPMailSender: MailSender {
  private let server: SMTPServerAddress
  private let connection: SMTPConnection.Settings

  /// - Parameters:
  ///   - certificates: path of a PEM file with certificates that are trusted besides those of the system.
  ///   - timeout: how long a mail may take from the first byte to the last.
  /// - Throws: `MailError` where the certificates cannot be read.
  public init(
    server: SMTPServerAddress, certificates: String? = nil, timeout: Duration = .seconds(20)
  ) throws(MailError) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    do {
      if let certificates {
        configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(certificates))]
      }
      connection = SMTPConnection.Settings(
        // Server names with the form of an address are compared with the address of the other side.
        tls: try NIOSSLContext(configuration: configuration), serverName: Self.name(server.host),
        timeout: TimeAmount(timeout))
    } catch {
      throw .permanent("The certificates that an SMTP server is checked by cannot be read.")
    }
    self.server = server
  }

  public func send(_ message: MailMessage) async throws(MailError) {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let outcome = loop.makePromise(of: SMTPConnection.Outcome.self)
    let connecting = connect(SMTPExchange(message, to: server), on: loop, outcome)
    connecting.whenFailure { _ in outcome.succeed(.failure(.transient("The SMTP server cannot be reached."))) }
    let result = await withTaskCancellationHandler {
      try? await outcome.futureResult.get()
    } onCancel: {
      // The first outcome counts. The loop has told the channel's handlers that it is open before it closes it.
      outcome.succeed(.failure(.transient("The mail was broken off.")))
      connecting.whenSuccess { channel in channel.eventLoop.execute { channel.close(promise: nil) } }
    }
    try (result ?? .failure(.transient("The threads of the network have ended."))).get()
  }

  private func connect(
    _ exchange: SMTPExchange, on loop: any EventLoop, _ outcome: EventLoopPromise<SMTPConnection.Outcome>
  ) -> EventLoopFuture<any Channel> {
    let isSecured = server.security == .implicitTLS
    return ClientBootstrap(group: loop)
      .connectTimeout(.seconds(5))
      .channelInitializer { [connection] channel in
        channel.eventLoop.makeCompletedFuture {
          if isSecured { try channel.pipeline.syncOperations.addHandler(connection.makeTLSHandler()) }
          try channel.pipeline.syncOperations.addHandler(SMTPConnection(exchange, connection, outcome))
        }
      }
      .connect(host: server.host, port: server.port)
  }

  private static func name(_ host: String) -> String? {
    (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
  }
}

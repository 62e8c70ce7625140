import FoundationEssentials

/// The client's half of one SMTP connection that carries one mail (RFC 5321, 3207, 4954), without the connection: bytes
/// come in, actions come out.
///
///     greeting > hello > startTLS > handshake > hello > authentication > sender > recipient > data > content > farewell
///
/// Each state leaves for the next one on the reply it waits for, and for `farewell` on any other. HELO is not spoken:
/// a server that takes mail from programs knows EHLO.
struct SMTPExchange {
  /// What the connection has to do, in this order.
  enum Action: Equatable {
    case send([UInt8])
    /// Begin TLS; then call `secured()`.
    case startTLS
    /// Close the connection: the mail was taken, or this is why not.
    case finish(MailError?)
  }

  private enum State: Equatable {
    case greeting, hello, startTLS, handshake
    /// What is sent at each 334.
    case authentication([String])
    case sender, recipient, data, content
    /// QUIT was sent; how it ended is known.
    case farewell(MailError?)
    case finished
  }

  private let message: MailMessage
  private let security: SMTPServerAddress.Security
  private let credentials: SMTPServerAddress.Credentials?
  private var isSecured: Bool
  private var state = State.greeting
  private var reader = SMTPReplyReader()

  init(_ message: MailMessage, to server: SMTPServerAddress) {
    self.message = message
    security = server.security
    credentials = server.credentials
    isSecured = server.security == .implicitTLS
  }

  /// The server has sent bytes.
  mutating func receive(_ bytes: some Sequence<UInt8>) -> [Action] {
    guard state != .finished else { return [] }
    reader.append(bytes)
    var actions: [Action] = []
    do throws(MailError) {
      while state != .finished, let reply = try reader.next() { actions += take(reply) }
    } catch {
      actions += end(error)
    }
    return actions
  }

  /// TLS has begun.
  mutating func secured() -> [Action] {
    guard state == .handshake else { return [] }
    isSecured = true
    return hello()
  }

  /// The connection has ended or is to end, for this reason. Nothing is lost where the mail was taken before.
  mutating func end(_ reason: MailError) -> [Action] {
    switch state {
    case .finished: return []
    case .farewell(let outcome): return finish(outcome)
    default: return finish(reason)
    }
  }

  private mutating func take(_ reply: SMTPReply) -> [Action] {
    switch (state, reply.code) {
    case (.greeting, 220): return hello()
    case (.hello, 250): return secureOrSignIn(SMTPCapabilities(reply.lines.dropFirst()))
    case (.startTLS, 220): return beginTLS()
    case (.authentication(let answers), 334): return authenticate(answers, reply)
    case (.authentication, 235): return begin()
    case (.sender, 250): return send("RCPT TO:<\(message.to.address)>", .recipient)
    case (.recipient, 250), (.recipient, 251), (.recipient, 252): return send("DATA", .data)
    case (.data, 354): return sendContent()
    case (.content, 250): return leave(nil)
    case (.farewell(let outcome), _): return finish(outcome)
    default: return leave(refusal(reply))
    }
  }

  // MARK: Steps

  private mutating func hello() -> [Action] { send("EHLO \(message.from.domain)", .hello) }

  private mutating func secureOrSignIn(_ capabilities: SMTPCapabilities) -> [Action] {
    if isSecured || security == .none { return signIn(capabilities) }
    if capabilities.offersTLS { return send("STARTTLS", .startTLS) }
    // Whoever sits on the line can take the offer away; then nothing is sent.
    if security == .requiredTLS { return leave(.transient("The SMTP server does not offer STARTTLS.")) }
    return signIn(capabilities)
  }

  /// What came in plain text behind the reply would be read as if it had come through TLS (CVE-2011-0411).
  private mutating func beginTLS() -> [Action] {
    guard reader.isEmpty else { return end(.transient("The SMTP server sent more than its reply to STARTTLS.")) }
    state = .handshake
    return [.startTLS]
  }

  private mutating func signIn(_ capabilities: SMTPCapabilities) -> [Action] {
    guard let credentials else { return begin() }
    if capabilities.mechanisms.contains("PLAIN") {
      let secret = Self.base64("\0\(credentials.user)\0\(credentials.password)")
      return send("AUTH PLAIN", .authentication([secret]))
    }
    if capabilities.mechanisms.contains("LOGIN") {
      return send("AUTH LOGIN", .authentication([credentials.user, credentials.password].map(Self.base64)))
    }
    return leave(.transient("The SMTP server offers neither AUTH PLAIN nor AUTH LOGIN."))
  }

  private mutating func authenticate(_ answers: [String], _ reply: SMTPReply) -> [Action] {
    guard let answer = answers.first else { return leave(refusal(reply)) }
    return send(answer, .authentication(Array(answers.dropFirst())))
  }

  private mutating func begin() -> [Action] { send("MAIL FROM:<\(message.from.address)>", .sender) }

  private mutating func sendContent() -> [Action] {
    state = .content
    return [.send(Self.stuffed(message.rendered))]
  }

  private mutating func leave(_ outcome: MailError?) -> [Action] { send("QUIT", .farewell(outcome)) }

  private mutating func finish(_ outcome: MailError?) -> [Action] {
    state = .finished
    return [.finish(outcome)]
  }

  private mutating func send(_ line: String, _ next: State) -> [Action] {
    state = next
    return [.send(Array("\(line)\r\n".utf8))]
  }

  // MARK: Words

  /// A refusal of the recipient or of the content is about this mail. Whatever is refused before is about us or the
  /// server, and may be mended while the mail waits.
  private func refusal(_ reply: SMTPReply) -> MailError {
    let text = "The SMTP server answered \(reply.code) to \(stepName)."
    return switch state {
    case .recipient, .data, .content: reply.code >= 500 ? .permanent(text) : .transient(text)
    default: .transient(text)
    }
  }

  private var stepName: String {
    switch state {
    case .greeting: "the connection"
    case .hello: "EHLO"
    case .startTLS, .handshake: "STARTTLS"
    case .authentication: "AUTH"
    case .sender: "MAIL FROM"
    case .recipient: "RCPT TO"
    case .data: "DATA"
    case .content: "the mail"
    case .farewell, .finished: "QUIT"
    }
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  /// A dot at the beginning of a line is doubled, since one alone ends the mail (RFC 5321, section 4.5.2).
  private static func stuffed(_ content: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.count + 16)
    var previous = UInt8(ascii: "\n")
    for byte in content {
      if byte == UInt8(ascii: "."), previous == UInt8(ascii: "\n") { output.append(byte) }
      output.append(byte)
      previous = byte
    }
    return output + Array(".\r\n".utf8)
  }
}

import Testing

@testable import Mail

/// An exchange that is played line by line.
private struct Play {
  var exchange: SMTPExchange
  var sent: [String] = []
  var outcome: SMTPExchange.Action?
  var isSecuring = false

  init(_ url: String, _ message: MailMessage? = nil) throws {
    let server = try #require(SMTPServerAddress(url: url))
    exchange = SMTPExchange(try message ?? Mails.message(), to: server)
  }

  mutating func take(_ actions: [SMTPExchange.Action]) {
    for action in actions {
      switch action {
      case .send(let bytes): sent.append(String(decoding: bytes, as: UTF8.self))
      case .startTLS: isSecuring = true
      case .finish: outcome = action
      }
    }
  }

  mutating func server(_ lines: String...) {
    for line in lines { take(exchange.receive(Array("\(line)\r\n".utf8))) }
  }

  mutating func secure() { take(exchange.secured()) }
  mutating func end() { take(exchange.end(.transient("lost"))) }
}

private let greeting = "220 mail.example ESMTP"

@Suite("SMTP, line by line")
struct SMTPExchangeTests {
  @Test("a mail goes through greeting, EHLO, MAIL, RCPT, DATA and QUIT")
  func wholeExchange() throws {
    var play = try Play("smtp://127.0.0.1:25")
    play.server(greeting, "250-mail.example", "250 SIZE 1000", "250 OK", "250 OK", "354 go on", "250 queued")
    #expect(play.outcome == nil)
    play.server("221 bye")
    #expect(play.outcome == .finish(nil))
    #expect(play.sent.count == 6)
    #expect(play.sent[0] == "EHLO atlas.example\r\n")
    #expect(play.sent[1] == "MAIL FROM:<no-reply@atlas.example>\r\n")
    #expect(play.sent[2] == "RCPT TO:<ada@people.example>\r\n")
    #expect(play.sent[3] == "DATA\r\n")
    #expect(play.sent[4].hasPrefix("From: Atlas") && play.sent[4].hasSuffix("One line.\r\n.\r\n"))
    #expect(play.sent[5] == "QUIT\r\n")
  }

  @Test("a mail that was taken counts as sent, whatever happens afterwards")
  func lostFarewell() throws {
    var play = try Play("smtp+insecure://mail.example")
    play.server(greeting, "250 hi", "250 OK", "251 forwarded", "354 go on", "250 queued")
    play.end()
    #expect(play.outcome == .finish(nil))
  }

  @Test(
    "a refusal ends the exchange with QUIT, and is final only where it is about this mail",
    arguments: [
      ([], "554 no", "the connection", false), ([greeting], "502 no", "EHLO", false),
      ([greeting, "250 hi"], "550 not you", "MAIL FROM", false),
      ([greeting, "250 hi"], "451 later", "MAIL FROM", false),
      ([greeting, "250 hi", "250 OK"], "550 5.1.1 <ada@people.example> unknown", "RCPT TO", true),
      ([greeting, "250 hi", "250 OK"], "450 busy", "RCPT TO", false),
      ([greeting, "250 hi", "250 OK", "250 OK"], "554 no", "DATA", true),
      ([greeting, "250 hi", "250 OK", "250 OK"], "421 closing", "DATA", false),
      ([greeting, "250 hi", "250 OK", "250 OK", "354 go"], "552 too large", "the mail", true),
      ([greeting, "250 hi", "250 OK", "250 OK", "354 go"], "452 full", "the mail", false),
      ([greeting, "250 hi", "250 OK", "250 OK"], "250 what", "DATA", false),
    ] as [([String], String, String, Bool)])
  func refusals(before: [String], reply: String, step: String, isPermanent: Bool) throws {
    var play = try Play("smtp+insecure://mail.example")
    for line in before { play.server(line) }
    play.server(reply)
    #expect(play.outcome == nil)
    #expect(play.sent.last == "QUIT\r\n")
    play.server("221 bye")
    let text = "The SMTP server answered \(reply.prefix(3)) to \(step)."
    #expect(play.outcome == .finish(isPermanent ? .permanent(text) : .transient(text)))
  }

  @Test("a reply of several lines is one reply, in whatever pieces it comes")
  func pieces() throws {
    var play = try Play("smtp+insecure://u:p@mail.example")
    let bytes = Array("\(greeting)\r\n250-mail.example\r\n250-PIPELINING\r\n250-auth login plain\r\n250\r\n".utf8)
    for byte in bytes { play.take(play.exchange.receive([byte])) }
    #expect(play.sent == ["EHLO atlas.example\r\n", "AUTH PLAIN\r\n"])
  }

  @Test(
    "what is no reply ends the exchange at once",
    arguments: [
      "hello", "25", "2500", "999 x", "250_x", "-50 x", "22\u{FF10} x", "220-a\r\n250 b",
      String(repeating: "2", count: 5_000), String(repeating: "220-x\r\n", count: 101),
    ])
  func violations(text: String) throws {
    var play = try Play("smtp+insecure://mail.example")
    play.server(text)
    #expect(play.outcome == .finish(.transient("The SMTP server sent something that is no reply.")))
    #expect(play.sent.isEmpty)
    play.server(greeting)
    #expect(play.sent.isEmpty)
  }

  @Test("a line without an end is not collected for ever")
  func endlessLine() throws {
    var play = try Play("smtp+insecure://mail.example")
    for _ in 0..<300 where play.outcome == nil { play.take(play.exchange.receive(Array("220 xxxxx".utf8))) }
    #expect(play.outcome != nil)
  }

  @Test("TLS comes before anything is told, and EHLO is said again behind it")
  func startTLS() throws {
    var play = try Play("smtp://user:p%40ss@mail.example")
    play.server(greeting, "250-hi", "250-AUTH PLAIN", "250 STARTTLS")
    #expect(play.sent.last == "STARTTLS\r\n")
    play.server("220 go on")
    #expect(play.isSecuring && play.sent.count == 2)
    play.secure()
    #expect(play.sent.last == "EHLO atlas.example\r\n")
    play.server("250-hi", "250 AUTH PLAIN", "334 ")
    // "\0user\0p@ss"
    #expect(play.sent.last == "AHVzZXIAcEBzcw==\r\n")
    play.server("235 welcome")
    #expect(play.sent.last == "MAIL FROM:<no-reply@atlas.example>\r\n")
  }

  @Test("without STARTTLS nothing is sent to another machine, but to this one")
  func missingTLS() throws {
    var play = try Play("smtp://user:pass@mail.example")
    play.server(greeting, "250-hi", "250 AUTH PLAIN", "221 bye")
    #expect(play.sent == ["EHLO atlas.example\r\n", "QUIT\r\n"])
    #expect(play.outcome == .finish(.transient("The SMTP server does not offer STARTTLS.")))
    for url in ["smtp://localhost", "smtp://127.1.2.3", "smtp://[::1]", "smtp+insecure://mail.example"] {
      var local = try Play(url)
      local.server(greeting, "250 hi")
      #expect(local.sent.last == "MAIL FROM:<no-reply@atlas.example>\r\n", "\(url)")
    }
  }

  @Test("STARTTLS that is refused, or lost, or answered with more than its reply, ends the exchange")
  func failedTLS() throws {
    var play = try Play("smtp://mail.example")
    play.server(greeting, "250-hi", "250 STARTTLS", "454 not now", "221 bye")
    #expect(play.outcome == .finish(.transient("The SMTP server answered 454 to STARTTLS.")))
    play = try Play("smtp://mail.example")
    play.server(greeting, "250-hi", "250 STARTTLS", "220 go on\r\n250 injected")
    #expect(!play.isSecuring)
    #expect(play.outcome == .finish(.transient("The SMTP server sent more than its reply to STARTTLS.")))
    play = try Play("smtp://mail.example")
    play.server(greeting, "250-hi", "250 STARTTLS", "220 go on")
    play.end()
    #expect(play.outcome == .finish(.transient("lost")))
    play.secure()
    #expect(play.sent.last == "STARTTLS\r\n")
  }

  @Test("AUTH LOGIN asks for user and password in turn")
  func authLogin() throws {
    var play = try Play("smtps://user:pass@mail.example")
    play.server(greeting, "250-hi", "250 AUTH LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6")
    #expect(play.sent.suffix(3) == ["AUTH LOGIN\r\n", "dXNlcg==\r\n", "cGFzcw==\r\n"])
    play.server("334 more")
    #expect(play.sent.last == "QUIT\r\n")
    play.server("221 bye")
    #expect(play.outcome == .finish(.transient("The SMTP server answered 334 to AUTH.")))
  }

  @Test("a refused password is nothing that a mail dies of, and is not quoted")
  func refusedPassword() throws {
    var play = try Play("smtps://user:pass@mail.example")
    play.server(greeting, "250-hi", "250 AUTH PLAIN", "334 ", "535 wrong pass for user", "221 bye")
    #expect(play.outcome == .finish(.transient("The SMTP server answered 535 to AUTH.")))
    play = try Play("smtps://user:pass@mail.example")
    play.server(greeting, "250-hi", "250 AUTH CRAM-MD5", "221 bye")
    #expect(play.outcome == .finish(.transient("The SMTP server offers neither AUTH PLAIN nor AUTH LOGIN.")))
  }

  @Test("a dot at the beginning of a line is doubled")
  func dots() throws {
    var play = try Play("smtp+insecure://mail.example", Mails.message(text: ".\n..\na.b\n.c"))
    play.server(greeting, "250 hi", "250 OK", "250 OK", "354 go on")
    #expect(play.sent.last?.hasSuffix("\r\n\r\n..\r\n...\r\na.b\r\n..c\r\n.\r\n") == true)
    #expect(play.sent.last?.components("\r\n.\r\n") == 1)
  }

  @Test("a connection that ends early leaves the mail for another try")
  func lostConnection() throws {
    let lines = [greeting, "250 hi", "250 OK", "250 OK", "354 go on"]
    for count in 0...lines.count {
      var play = try Play("smtp+insecure://mail.example")
      for line in lines.prefix(count) { play.server(line) }
      play.end()
      #expect(play.outcome == .finish(.transient("lost")))
    }
  }
}

@Suite("The address of an SMTP server")
struct SMTPServerAddressTests {
  @Test("scheme, host, port and credentials are read")
  func addresses() throws {
    let full = try #require(SMTPServerAddress(url: "smtp://a%40b:p%3Aw%2F@mail.example:2525"))
    #expect(full.host == "mail.example" && full.port == 2525 && full.security == .requiredTLS)
    #expect(full.credentials == SMTPServerAddress.Credentials(user: "a@b", password: "p:w/"))
    #expect(!"\(full) \(String(reflecting: full))".contains("p:w"))
    let implicit = try #require(SMTPServerAddress(url: "smtps://mail.example/"))
    #expect(implicit.port == 465 && implicit.security == .implicitTLS && implicit.credentials == nil)
    #expect(SMTPServerAddress(url: "smtp://[::1]:25")?.host == "::1")
    #expect(SMTPServerAddress(url: "smtp://[::1]:25")?.security == .offeredTLS)
    #expect(SMTPServerAddress(url: "smtp://127.evil.example.1")?.security == .requiredTLS)
    #expect(SMTPServerAddress(url: "smtp+insecure://10.0.0.1")?.security == SMTPServerAddress.Security.none)
    for url in [
      "mail.example", "http://mail.example", "smtp://", "smtp://u@mail.example", "smtp://mail.example/path",
      "smtp://mail.example?x=1", "smtp://mail.example:0", "smtp://u:%00@mail.example", "smtp://mail.example:99999",
    ] {
      #expect(SMTPServerAddress(url: url) == nil, "\(url)")
    }
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ text: String) -> Int {
    Array(utf8).indices.count { Array(utf8)[$0...].starts(with: text.utf8) }
  }
}

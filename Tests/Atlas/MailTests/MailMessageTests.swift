import Postgres
import Testing

@testable import Mail

@Suite("A mail in the form of RFC 5322")
struct MailMessageTests {
  @Test("the fields stand in front of the body, and each line ends with CRLF")
  func fields() throws {
    let text = Mails.text(try Mails.message())
    #expect(
      text == """
        From: Atlas <no-reply@atlas.example>\r
        To: ada@people.example\r
        Subject: Hello\r
        Date: Sat, 21 Nov 2026 13:31:54 +0000\r
        Message-ID: <00000000-0000-0001-0000-000000000002@atlas.example>\r
        Auto-Submitted: auto-generated\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        One line.\r\n
        """)
  }

  @Test(
    "control characters in a subject or a name are refused",
    arguments: ["a\r\nBcc: eve@evil.example", "a\nb", "a\rb", "a\u{0}b", "a\u{7F}b", "a\tb"])
  func injections(text: String) {
    #expect(throws: MailError.permanent("A header field of the mail contains a control character.")) {
      try Mails.message(subject: text)
    }
    #expect(throws: MailError.self) { try Mails.message(name: text) }
  }

  @Test(
    "what is no plain address is refused",
    arguments: [
      "", "ada", "@people.example", "ada@", "ada@people@example", "ada@people..example", "ada@-\r\nRCPT TO:<eve@x.y>",
      "ada> SIZE=1@people.example", "a da@people.example", "\"ada\"@people.example", "ada@[192.0.2.1]",
      "ädä@people.example", "<ada@people.example>", String(repeating: "a", count: 65) + "@people.example",
    ])
  func addresses(text: String) {
    #expect(throws: MailError.self) { try MailAddress(text) }
  }

  @Test("an address is read with a name and without")
  func mailboxes() {
    #expect(MailAddress(text: "a.b+c@d.example")?.address == "a.b+c@d.example")
    let named = MailAddress(text: "Atlas of All <a@b.example>")
    #expect(named?.name == "Atlas of All" && named?.address == "a@b.example" && named?.domain == "b.example")
    #expect(MailAddress(text: "<a@b.example>")?.name == nil)
    for text in ["a@b.example>", "x <a@b.example", "x <a@b.example> y", "x <<a@b.example>", "x\n <a@b.example>"] {
      #expect(MailAddress(text: text) == nil, "\(text)")
    }
  }

  @Test("a subject beyond ASCII, or a long one, becomes encoded words on lines of at most 76 characters")
  func subjects() throws {
    let german = try Mails.message(subject: "Grüße aus Köln")
    #expect(Mails.text(german).contains("\r\nSubject: =?UTF-8?B?R3LDvMOfZSBhdXMgS8O2bG4=?=\r\n"))
    let long = try Mails.message(subject: String(repeating: "ü😀", count: 80))
    let lines = Mails.text(long).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    #expect(lines.filter { $0.hasPrefix(" =?UTF-8?B?") }.count > 5)
    #expect(Mails.text(try Mails.message(subject: "=?UTF-8?B?eA==?=")).contains("Subject: =?UTF-8?B?PT9V"))
    #expect(Mails.text(try Mails.message(name: "A, \"B\" <c>")).contains("From: =?UTF-8?B?"))
  }

  @Test(
    "a body is quoted-printable",
    arguments: [
      ("a = b\n", "a =3D b\r\n"), ("ü\r\nx", "=C3=BC\r\nx\r\n"), ("end \n\n", "end=20\r\n\r\n"), ("\t\n", "=09\r\n"),
      ("a\rb", "a=0Db\r\n"), (".\n..", ".\r\n..\r\n"), ("", ""), ("nul\u{0}", "nul=00\r\n"),
    ])
  func bodies(text: String, coded: String) {
    #expect(String(decoding: QuotedPrintable.encode(text), as: UTF8.self) == coded)
  }

  @Test("no line of a body is longer than 76 characters, and nothing of it is lost")
  func longLines() {
    let text = String(repeating: "0123456789=ü ", count: 200)
    let coded = String(decoding: QuotedPrintable.encode(text), as: UTF8.self)
    let lines = coded.split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 76 } && lines.count > 30)
    let joined = lines.map { $0.hasSuffix("=") ? String($0.dropLast()) : String($0) }.joined()
    #expect(joined == String(repeating: "0123456789=3D=C3=BC ", count: 200).dropLast() + "=20")
  }

  @Test("a mail shows neither address nor text where it is printed")
  func descriptions() throws {
    let message = try Mails.message(text: "secret")
    for shown in ["\(message)", String(reflecting: message)] {
      #expect(!shown.contains("secret") && !shown.contains("ada"))
    }
  }
}

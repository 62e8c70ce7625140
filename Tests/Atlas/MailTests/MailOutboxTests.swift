import Postgres
import Testing

@testable import Mail

@Suite("Sealed mails")
struct MailOutboxTests {
  private let outbox = MailOutbox(secret: Array("a secret of the tests, long enough".utf8))

  @Test("a mail is opened with the same secret, and by its own identifier only")
  func sealing() throws {
    let mail = try outbox.seal(subject: "Subject", text: "a\n\ntoken ü")
    let opened = outbox.open(mail.sealed, messageID: mail.messageID)
    #expect(opened?.subject == "Subject" && opened?.text == "a\n\ntoken ü")
    #expect(!String(decoding: mail.sealed, as: UTF8.self).contains("token"))
    #expect(outbox.open(mail.sealed, messageID: .random()) == nil)
    let other = MailOutbox(secret: Array("another secret of the tests, long enough".utf8))
    #expect(other.open(mail.sealed, messageID: mail.messageID) == nil)
  }

  @Test("a mail that was changed, or cut, is not opened")
  func tampering() throws {
    let mail = try outbox.seal(subject: "Subject", text: "text")
    for index in mail.sealed.indices {
      var sealed = mail.sealed
      sealed[index] ^= 1
      #expect(outbox.open(sealed, messageID: mail.messageID) == nil)
      #expect(outbox.open(Array(mail.sealed[..<index]), messageID: mail.messageID) == nil)
    }
  }

  @Test("the same text is never sealed alike")
  func nonces() throws {
    let mails = try (0..<50).map { _ in try outbox.seal(subject: "Subject", text: "text") }
    #expect(Set(mails.map { $0.sealed.prefix(12) }).count == 50)
    #expect(Set(mails.map(\.messageID)).count == 50)
  }

  @Test("the wait after a failure doubles up to its limit")
  func pauses() {
    let settings = MailCourierSettings()
    #expect((1...4).map { settings.pauseLimit(afterAttempt: $0) } == [5, 10, 20, 40].map { .seconds($0) })
    #expect(settings.pauseLimit(afterAttempt: 9) == .seconds(900))
    #expect(settings.pauseLimit(afterAttempt: .max) == .seconds(900))
    #expect(settings.pauseLimit(afterAttempt: 0) == .seconds(5))
  }
}

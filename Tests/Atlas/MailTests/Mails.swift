import Postgres

@testable import Mail

/// Mails of the tests.
enum Mails {
  static func message(
    subject: String = "Hello", text: String = "One line.\n", name: String? = "Atlas", to: String = "ada@people.example"
  ) throws -> MailMessage {
    try MailMessage(
      from: MailAddress(name: name, "no-reply@atlas.example"), to: MailAddress(to), subject: subject, text: text,
      id: PostgresUUID(high: 1, low: 2), date: PostgresTimestamp(microsecondsSince1970: 1_795_267_914_250_000))
  }

  static func text(_ message: MailMessage) -> String { String(decoding: message.rendered, as: UTF8.self) }
}

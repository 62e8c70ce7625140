import Postgres

/// What couriers do with the outbox. Each is one statement, and so a transaction of its own.
///
/// A claim raises `attempts`, which from then on is the number of the lease: who still holds an older one changes
/// nothing.
enum CourierStatements {
  /// Takes mails that are due. Nobody else gets them until the lease is over.
  static func claim(limit: Int, lease: Duration) -> Query {
    Query(
      "mail.claim",
      """
      with due as (
        select m.id from outgoing_mails m
        where m.dead_at is null and m.due_at <= now()
        order by m.due_at
        limit \(limit)
        for update skip locked
      )
      update outgoing_mails m
      set attempts = m.attempts + 1, due_at = now() + make_interval(secs => \(lease / .seconds(1)))
      from due d
      where m.id = d.id
      returning m.id, m.attempts, m.message_id, m.recipient, m.sealed, m.created_at
      """
    ).onBehalf(of: .system)
  }

  /// How many mails wait to be sent.
  static let count = Query(
    "mail.count", "select count(*) from outgoing_mails m where m.dead_at is null"
  ).onBehalf(of: .system)

  /// Forgets a mail that was sent.
  static func complete(_ mail: ClaimedMail) -> Query {
    Query("mail.complete", "delete from outgoing_mails m where m.id = \(mail.id) and m.attempts = \(mail.attempts)")
      .onBehalf(of: .system)
  }

  /// Gives a mail back that is to be tried again.
  static func postpone(_ mail: ClaimedMail, by pause: Duration, _ failure: String) -> Query {
    Query(
      "mail.postpone",
      """
      update outgoing_mails m
      set due_at = now() + make_interval(secs => \(pause / .seconds(1))), failure = \(failure)
      where m.id = \(mail.id) and m.attempts = \(mail.attempts) and m.dead_at is null
      """
    ).onBehalf(of: .system)
  }

  /// Gives a mail up. That it was there, and why it was not sent, is kept for 30 days; what was in it is not.
  static func bury(_ mail: ClaimedMail, _ failure: String) -> Query {
    Query(
      "mail.bury",
      """
      with forgotten as (
        delete from outgoing_mails m where m.dead_at < now() - interval '30 days'
      )
      update outgoing_mails m
      set dead_at = now(), sealed = null, failure = \(failure)
      where m.id = \(mail.id) and m.attempts = \(mail.attempts) and m.dead_at is null
      """
    ).onBehalf(of: .system)
  }
}

/// A mail that one courier has leased.
struct ClaimedMail: Sendable {
  let id: Int64
  /// How often it was claimed, and the number of this lease.
  let attempts: Int64
  let messageID: PostgresUUID
  let recipient: String
  let sealed: [UInt8]
  let createdAt: PostgresTimestamp

  /// Nil where the row is not what `claim` returns.
  private init?(_ rows: Rows, _ row: Int) {
    guard let id = rows.int(row, 0), let attempts = rows.int(row, 1), let messageID = rows.uuid(row, 2),
      let recipient = rows.string(row, 3), let sealed = rows.bytes(row, 4), let createdAt = rows.timestamp(row, 5)
    else { return nil }
    (self.id, self.attempts, self.messageID) = (id, attempts, messageID)
    (self.recipient, self.sealed, self.createdAt) = (recipient, sealed, createdAt)
  }

  static func all(_ rows: Rows) -> [ClaimedMail] { (0..<rows.count).compactMap { ClaimedMail(rows, $0) } }
}

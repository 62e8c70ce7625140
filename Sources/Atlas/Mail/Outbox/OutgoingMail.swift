public import Postgres

/// A mail on its way into the database, sealed, within the statement of what it tells of.
public struct OutgoingMail: Sendable {
  /// Names the mail in its Message-ID; each delivery of it has the same.
  let messageID: PostgresUUID
  let sealed: [UInt8]

  /// The body of a common table expression that puts the mail into the outbox, for each row of `account`: another
  /// expression of the statement, with the columns `id` (of the user) and `email`.
  ///
  ///     with account as (update users ... returning id, email),
  ///       noticed as (\(fragment: mail.insertion))
  ///
  /// Without a row there is no mail; more than one is a mistake that the statement fails by.
  public var insertion: Query {
    """
    insert into outgoing_mails (message_id, user_id, recipient, sealed)
    select \(messageID)::uuid, a.id, a.email, \(sealed)::bytea from account a
    """
  }
}

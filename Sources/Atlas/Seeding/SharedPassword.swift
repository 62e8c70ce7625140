import Postgres

/// The password that all accounts of a profile have.
struct SharedPassword: Sendable {
  let text: String
  let emails: [String]
  let hash: @Sendable (String) async throws -> String

  /// Its hash; nil where no account is missing.
  ///
  /// Hashing is slow on purpose, so it is done before the transaction. One hash serves all accounts: a salt of their own
  /// would protect nothing, as their password is public.
  func hashIfNeeded(_ database: Database) async throws -> String? {
    let rows = try await database.read(AccountStatements.count(emails: emails))
    return rows.int(0, 0) == Int64(emails.count) ? nil : try await hash(text)
  }
}

import Postgres

/// The statements about demo accounts.
enum AccountStatements {
  /// How many of the accounts are there.
  static func count(emails: [String]) -> Query {
    Query("seeding.countAccounts", "select count(*) from users u where u.email = any(\(emails))")
  }

  /// Waits until no other seeder runs on the database; lasts as long as the transaction.
  static func takeTurn() -> Query {
    Query("seeding.takeTurn", "select pg_advisory_xact_lock(hashtextextended('atlas.seeding', 0))")
  }

  /// Makes the accounts that are missing; the others may have got another password or name since.
  static func insert(_ profiles: [DemoProfile], passwordHash: String) -> Query {
    Query(
      "seeding.insertAccounts",
      """
      insert into users (created_at, updated_at, email, email_verified, password_hash, roles, first_name, last_name,
        display_name, bio, language, time_zone)
      select now() - interval '90 days', now() - interval '90 days', a.email, true, \(passwordHash)::text,
        string_to_array(a.roles, ','), a.first_name, a.last_name, a.display_name, a.bio, 'en', a.time_zone
      from unnest(
        \(profiles.map(\.email)), \(profiles.map { $0.roles.joined(separator: ",") }), \(profiles.map(\.firstName)),
        \(profiles.map(\.lastName)), \(profiles.map(\.displayName)), \(profiles.map(\.bio)),
        \(profiles.map(\.timeZone))
      ) with ordinality as a(email, roles, first_name, last_name, display_name, bio, time_zone, n)
      order by a.n
      on conflict (email) do nothing
      """)
  }
}

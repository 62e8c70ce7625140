import AtlasKernel
import Postgres

/// The table of outcomes. A row is there for 24 hours; after that it counts as absent, whether it was swept or not.
enum OutcomeStatements {
  /// Takes a key: one row, or none where it is in use. Waits for whoever is just taking it.
  static func take(_ claim: IdempotencyClaim) -> Query {
    Query(
      "idempotency.take",
      """
      insert into idempotent_outcomes as o (scope, key_hash, request_hash)
      values (\(claim.scope), \(claim.keyHash), \(claim.requestHash))
      on conflict (scope, key_hash) do update
      set request_hash = excluded.request_hash, outcome = null, created_at = excluded.created_at
      where o.created_at < now() - interval '24 hours'
      returning o.created_at
      """)
  }

  /// Keeps the outcome under a key that was taken.
  static func store(_ sealed: [UInt8], _ claim: IdempotencyClaim) -> Query {
    Query(
      "idempotency.store",
      """
      update idempotent_outcomes set outcome = \(sealed)
      where scope = \(claim.scope) and key_hash = \(claim.keyHash)
      """)
  }

  /// The request for which a key was used, and what came of it.
  static func find(_ claim: IdempotencyClaim) -> Query {
    Query(
      "idempotency.find",
      """
      select request_hash, outcome from idempotent_outcomes
      where scope = \(claim.scope) and key_hash = \(claim.keyHash)
      """)
  }

  /// Outcomes whose time is over count as absent until they go.
  static let sweep = Sweep(
    Query(
      "idempotency.sweep",
      """
      delete from idempotent_outcomes o
      using (
        select scope, key_hash from idempotent_outcomes
        where created_at < now() - interval '24 hours'
        order by created_at limit 1000
        for update skip locked
      ) old
      where o.scope = old.scope and o.key_hash = old.key_hash
      """), batchSize: 1000)
}

import AtlasKernel
import Postgres

/// What is left of sessions when nobody can use it any more.
enum SessionSweeps {
  /// Sessions a day after their end by time, with the tokens that are left of them. Those that were ended before go then,
  /// too.
  static let sessions = Sweep(
    Query(
      "identity.sweepSessions",
      """
      delete from sessions s
      where s.id in (
        select x.id from sessions x
        where x.expires_at < now() - interval '1 day'
        order by x.expires_at
        limit 1000
        for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 1000)

  /// Tokens that were used longer ago than a session lasts without a refresh: until then a second use is recognised and
  /// ends the session, from then on they are as unknown as one that was never made.
  static let usedTokens = Sweep(
    Query(
      "identity.sweepRefreshTokens",
      """
      delete from refresh_tokens t
      where t.hash in (
        select x.hash from refresh_tokens x
        where x.used_at < now() - interval '8 days'
        order by x.used_at
        limit 1000
        for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 1000)
}

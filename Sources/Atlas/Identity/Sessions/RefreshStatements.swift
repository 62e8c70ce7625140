import AtlasKernel
import GraphQLPostgres
import Postgres

/// One try to exchange a refresh token.
struct RefreshExchange: Sendable {
  let presentedHash: [UInt8]
  let successorHash: [UInt8]
  let lifetimeSeconds: Int
  let origin: Origin
}

/// What became of it. Of a token that nobody knows there is no row.
enum RefreshOutcome: String, Sendable {
  /// The token was used, for the first time.
  case exchanged = "EXCHANGED"
  /// It was used a moment ago: the answer is the same.
  case repeated = "REPEATED"
  /// It was used before: its session has ended.
  case replayed = "REPLAYED"
  /// Its session had ended before, or is too old.
  case ended = "ENDED"
}

/// The exchange of refresh tokens: one statement that decides, and does what it decided.
enum RefreshStatements {
  /// Who comes at the same time waits for the lock of the token's row and then sees that it was used: one of any number
  /// exchanges it. `token` shows rows as they are once they are locked; other CTEs may still see older ones.
  static func exchange(_ exchange: RefreshExchange) -> Query {
    Query(
      "identity.refresh",
      """
      with input as (
        select \(exchange.presentedHash)::bytea as hash, \(exchange.successorHash)::bytea as successor_hash,
          make_interval(secs => \(Double(exchange.lifetimeSeconds))) as lifetime,
          make_interval(secs => \(Double(Refreshing.longestLifetimeSeconds))) as longest_lifetime,
          make_interval(secs => \(Double(Refreshing.graceSeconds))) as grace, \(fragment: exchange.origin.columns)
      ), token as (
        select t.hash, t.used_at, s.id as session_id, s.user_id, s.expires_at, s.revoked_at, s.factor_at,
          least(now() + i.lifetime, s.created_at + i.longest_lifetime) as longer
        from input i
        join refresh_tokens t on t.hash = i.hash
        join sessions s on s.id = t.session_id
        for update of t, s
      ), decision as (
        select t.hash, t.session_id, t.user_id, u.roles, t.expires_at, t.longer, t.factor_at,
          case
            when t.revoked_at is not null or least(t.expires_at, t.longer) <= now() then 'ENDED'
            when t.used_at is null then 'EXCHANGED'
            when t.used_at > now() - i.grace then 'REPEATED'
            else 'REPLAYED'
          end as outcome
        from token t
        cross join input i
        join users u on u.id = t.user_id and u.closed_at is null
      ), exchanged as (
        update refresh_tokens t
        set used_at = now()
        from decision d
        where t.hash = d.hash and d.outcome = 'EXCHANGED'
        returning t.session_id
      ), successor as (
        insert into refresh_tokens (hash, session_id)
        select i.successor_hash, x.session_id from exchanged x cross join input i
      ), seen as (
        update sessions s
        set last_seen_at = now(), expires_at = case d.outcome when 'EXCHANGED' then d.longer else s.expires_at end,
          ip_address = i.ip_address, user_agent = i.user_agent
        from decision d
        cross join input i
        where s.id = d.session_id and d.outcome in ('EXCHANGED', 'REPEATED')
      ), ended as (
        update sessions s
        set revoked_at = now()
        from decision d
        where s.id = d.session_id and d.outcome = 'REPLAYED'
        returning s.id, s.user_id
      ), \(fragment: RevocationStatements.announceEnded), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select e.user_id, 'identity.refresh_replayed', 'session_' || e.id, i.ip_address, i.user_agent, i.request_id
        from ended e
        cross join input i
      )
      select d.outcome, d.user_id, d.session_id, d.roles,
        floor(extract(epoch from case d.outcome when 'EXCHANGED' then d.longer else d.expires_at end - now()))::bigint
          as lifetime,
        d.factor_at is null and \(fragment: SecondFactorStatements.isEnabled) as owes_factor
      from decision d
      cross join lateral (select d.user_id as id) a
      """
    ).onBehalf(of: .system)
  }

  /// A name that nobody knows is a refusal.
  static func outcome(_ rows: Rows) -> RefreshOutcome {
    RefreshOutcome(rawValue: Row(rows: rows, index: 0)[RowColumn<String>("outcome")]) ?? .ended
  }

  /// How long the session lasts from now, if it is not refreshed again.
  static func lifetimeSeconds(_ rows: Rows) -> Int { Row(rows: rows, index: 0)[RowColumn<Int>("lifetime")] }
}

import AtlasKernel
import Postgres

/// What begins a session: the refresh token's hash and where the client is.
struct SessionOpening: Sendable {
  let refreshTokenHash: [UInt8]
  let lifetimeSeconds: Int
  let origin: Origin
  /// Whether the second factor was given in opening it: such a session does not owe it later.
  var hasSecondFactor = false
}

extension SessionOpening {
  /// Columns for the CTE `input` of a statement that opens a session.
  var columns: Query {
    """
    \(refreshTokenHash)::bytea as hash, make_interval(secs => \(Double(lifetimeSeconds))) as lifetime,
          case when \(hasSecondFactor) then now() end as factor_at, \(fragment: origin.columns)
    """
  }

  /// The CTE `session` (id): a new one for the users in the CTE `account` (id), with its first refresh token. Needs the
  /// CTE `input` with `columns`.
  static let session: Query = """
    session as (
        insert into sessions (user_id, expires_at, user_agent, ip_address, factor_at)
        select a.id, now() + i.lifetime, i.user_agent, i.ip_address, i.factor_at from account a cross join input i
        returning id
      ), first_token as (
        insert into refresh_tokens (hash, session_id) select i.hash, s.id from session s cross join input i
      )
    """
}

/// Sessions, and the audit events of signing in: each change is one statement, so that none happens without its trace.
enum SessionStatements {
  /// Without an owner there are no rows.
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "identity.sessionsByID",
      """
      select s.id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.ip_address
      from sessions s
      where s.id = any(\(ids)) and s.user_id = \(ownerID) and s.revoked_at is null and s.expires_at > now()
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The open sessions of users, as far as they are their owner's; latest first.
  static func open(of userIDs: [Int64], ownerID: Int64?) -> Query {
    Query(
      "identity.openSessions",
      """
      select s.user_id as parent_id, s.id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.ip_address
      from sessions s
      where s.user_id = any(\(userIDs)) and s.user_id = \(ownerID) and s.revoked_at is null and s.expires_at > now()
      order by s.id desc
      limit 100
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// Makes an account with its first session.
  ///
  /// - Parameter verification: the common table expressions that send a token to the address of `account`.
  static func register(
    _ registration: Registration, passwordHash: String, _ opening: SessionOpening, verification: Query
  ) -> Query {
    Query(
      "identity.register",
      """
      with input as (
        select \(fragment: opening.columns)
      ), account as (
        insert into users
          (email, password_hash, first_name, last_name, display_name, language, time_zone, last_login_at)
        values (\(registration.email.text), \(passwordHash), \(registration.firstName), \(registration.lastName),
          \(registration.displayName), \(registration.language), \(registration.timeZone), now())
        returning id, roles, email
      ), \(fragment: verification), \(fragment: SessionOpening.session), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select a.id, 'identity.registered', 'user_' || a.id, i.ip_address, i.user_agent, i.request_id
        from account a cross join input i
      )
      select a.id as user_id, a.roles, s.id as session_id, false as owes_factor from account a cross join session s
      """
    ).onBehalf(of: .system)
  }

  /// Opens a session after the password was right, and stores the password's new hash where there is one.
  ///
  /// version and updated_at stay: they are for everybody to see, and would tell when somebody was last here. No row where
  /// the password is no longer the one that was verified, or the account is closed.
  static func logIn(
    _ userID: Int64, verifiedHash: String, newHash: String?, _ opening: SessionOpening
  ) -> Query {
    Query(
      "identity.login",
      """
      with input as (
        select \(fragment: opening.columns), \(verifiedHash)::text as verified_hash,
          \(newHash)::text as new_hash
      ), account as (
        update users u
        set last_login_at = now(), password_hash = coalesce(i.new_hash, u.password_hash)
        from input i
        where u.id = \(userID) and u.password_hash = i.verified_hash and u.closed_at is null
        returning u.id, u.roles
      ), \(fragment: SessionOpening.session), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select a.id, 'identity.logged_in', 'session_' || s.id, i.ip_address, i.user_agent, i.request_id
        from account a cross join session s cross join input i
      )
      select a.id as user_id, a.roles, s.id as session_id, \(fragment: SecondFactorStatements.isEnabled) as owes_factor
      from account a cross join session s
      """
    ).onBehalf(of: .system)
  }

  /// Records a sign-in that was refused; the address that was tried is not kept, only whose account it is.
  static func recordRefusal(userID: Int64?, _ origin: Origin) -> Query {
    Query(
      "identity.loginRefused",
      """
      insert into audit_events (action, subject, ip_address, user_agent, request_id)
      values ('identity.login_refused', 'user_' || \(userID)::bigint, \(origin.ipAddress), \(origin.userAgent),
        \(origin.requestID))
      """)
  }
}

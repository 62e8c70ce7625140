import AtlasKernel
import Mail
import Postgres

/// Passwords of users who are signed in.
enum PasswordStatements {
  /// The hash; null for an account without a password.
  static func stored(userID: Int64) -> Query {
    Query("identity.storedPassword", "select u.password_hash from users u where u.id = \(userID)")
  }

  /// Waits for whoever is signing in as the user: what comes behind it in a transaction sees their sessions, and ends
  /// them.
  static func lock(userID: Int64) -> Query {
    Query("identity.lockUser", "select u.id from users u where u.id = \(userID) for no key update")
  }

  /// Replaces the password that was verified, and ends all sessions but one. Where it was replaced meanwhile there is no
  /// row.
  static func change(
    userID: Int64, verifiedHash: String, newHash: String, keeping sessionID: Int64, notice: OutgoingMail,
    _ origin: Origin
  ) -> Query {
    Query(
      "identity.changePassword",
      """
      with input as (
        select \(userID)::bigint as user_id, \(verifiedHash)::text as verified_hash, \(newHash)::text as new_hash,
          \(sessionID)::bigint as session_id, \(fragment: origin.columns)
      ), account as (
        update users u
        set password_hash = i.new_hash
        from input i
        where u.id = i.user_id and u.password_hash = i.verified_hash
        returning u.id, u.email
      ), ended as (
        update sessions s
        set revoked_at = now()
        from account a
        cross join input i
        where s.user_id = a.id and s.id <> i.session_id and s.revoked_at is null and s.expires_at > now()
        returning s.id, s.user_id
      ), \(fragment: RevocationStatements.announceEnded), noticed as (
        \(fragment: notice.insertion)
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select a.id, 'identity.password_changed', 'user_' || a.id, i.ip_address, i.user_agent, i.request_id,
          jsonb_build_object('endedSessions', (select count(*) from ended))
        from account a
        cross join input i
      )
      select a.id, \(fragment: RevocationStatements.endedColumn) from account a
      """
    ).onBehalf(of: .system)
  }

  /// Records that somebody who is signed in did not know the password.
  static func recordRefusal(userID: Int64, _ origin: Origin) -> Query {
    Query(
      "identity.passwordChangeRefused",
      """
      insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
      select \(userID)::bigint, 'identity.password_change_refused', 'user_' || \(userID)::bigint, i.ip_address,
        i.user_agent, i.request_id
      from (select \(fragment: origin.columns)) i
      """)
  }
}

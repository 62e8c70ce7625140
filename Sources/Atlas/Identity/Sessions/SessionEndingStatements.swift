import AtlasKernel
import Postgres

/// The end of sessions at their owner's wish.
enum SessionEndingStatements {
  /// Ends a session of a user, or all of them, and records it where one was still open.
  static func logOut(userID: Int64, sessionID: Int64, allSessions: Bool, _ origin: Origin) -> Query {
    Query(
      "identity.logout",
      """
      with input as (
        select \(userID)::bigint as user_id, \(sessionID)::bigint as session_id, \(allSessions)::boolean as all_sessions,
          \(fragment: origin.columns)
      ), ended as (
        update sessions s
        set revoked_at = now()
        from input i
        where s.user_id = i.user_id and (s.id = i.session_id or i.all_sessions)
          and s.revoked_at is null and s.expires_at > now()
        returning s.id, s.user_id
      ), \(fragment: RevocationStatements.announceEnded), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select i.user_id, 'identity.logged_out', 'session_' || i.session_id, i.ip_address, i.user_agent, i.request_id,
          jsonb_build_object('endedSessions', (select count(*) from ended))
        from input i
        where exists (select from ended)
      )
      select \(fragment: RevocationStatements.endedColumn)
      """
    ).onBehalf(of: .system)
  }

  /// Ends one session and answers it as it was.
  static func revoke(_ id: Int64, userID: Int64, _ origin: Origin) -> Query {
    Query(
      "identity.revokeSession",
      """
      with input as (
        select \(id)::bigint as id, \(userID)::bigint as user_id, \(fragment: origin.columns)
      ), ended as (
        update sessions s
        set revoked_at = now()
        from input i
        where s.id = i.id and s.user_id = i.user_id and s.revoked_at is null and s.expires_at > now()
        returning s.id, s.user_id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.ip_address
      ), \(fragment: RevocationStatements.announceEnded), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id)
        select e.user_id, 'identity.session_revoked', 'session_' || e.id, i.ip_address, i.user_agent, i.request_id
        from ended e
        cross join input i
      )
      select e.id, e.created_at, e.last_seen_at, e.expires_at, e.user_agent, e.ip_address from ended e
      """
    ).onBehalf(of: .system)
  }
}

import AtlasAPI
import AtlasKernel
import Files
import Jobs
import Mail
import Postgres

/// What Identity keeps about a person, and the statements of leaving.
enum PersonalDataStatements {
  /// The account itself comes last: the others refer to it.
  static let part = PersonalData(name: "account", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "identity.export",
      """
      select jsonb_build_object(
        'profile', to_jsonb(u) - 'password_hash' - 'closed_at' - 'erase_at',
        'preferences', (select to_jsonb(p) - 'user_id' from user_preferences p where p.user_id = u.id),
        'sessions', (
          select coalesce(jsonb_agg(jsonb_build_object('created', s.created_at, 'lastSeen', s.last_seen_at,
            'userAgent', s.user_agent, 'ipAddress', s.ip_address) order by s.id), '[]')
          from sessions s
          where s.user_id = u.id
        ),
        'apiKeys', (
          select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'prefix', k.prefix, 'scopes', k.scopes,
            'created', k.created_at, 'lastUsed', k.last_used_at, 'expires', k.expires_at, 'revoked', k.revoked_at)
            order by k.id), '[]')
          from api_keys k
          where k.user_id = u.id
        ),
        'otherServices', (
          select coalesce(jsonb_agg(jsonb_build_object('provider', o.provider, 'subject', o.subject)), '[]')
          from oauth_identities o
          where o.user_id = u.id
        ),
        'secondFactorSince', (select f.confirmed_at from second_factors f where f.user_id = u.id),
        'securityEvents', (
          select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'ipAddress', e.ip_address,
            'userAgent', e.user_agent) order by e.id), '[]')
          from audit_events e
          where e.actor_id = u.id
        )
      )
      from users u
      where u.id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  /// Empties the row of `users`, which stays for those who refer to it. What hangs on it alone goes.
  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "identity.erase",
      """
      with sessions_gone as (
        delete from sessions where user_id = \(userID)
      ), preferences_gone as (
        delete from user_preferences where user_id = \(userID)
      ), keys_gone as (
        delete from api_keys where user_id = \(userID)
      ), codes_gone as (
        delete from recovery_codes where user_id = \(userID)
      ), factors_gone as (
        delete from second_factors where user_id = \(userID)
      ), identities_gone as (
        delete from oauth_identities where user_id = \(userID)
      ), tokens_gone as (
        delete from account_tokens where user_id = \(userID)
      ), mails_gone as (
        \(fragment: MailOutbox.forgetting(userID: userID))
      ), audited as (
        insert into audit_events (action, subject, request_id)
        values ('identity.account_erased', 'user_' || \(userID)::bigint, 'housekeeping')
      ), trail as (
        update audit_events set ip_address = null, user_agent = null where actor_id = \(userID)
      ), \(fragment: FileRemoval.removing("select a.avatar_file_id from users a where a.id = \(userID)"))
      update users u
      set email = 'erased-' || u.id || '-' || gen_random_uuid() || '@erased.invalid', email_verified = false, password_hash = null,
        roles = array['STUDENT'], first_name = null, last_name = null, display_name = 'Former member',
        avatar_url = null, avatar_file_id = null, bio = null, language = null, time_zone = null, last_login_at = null, erase_at = null,
        version = u.version + 1, updated_at = now()
      where u.id = \(userID)
      """
    ).onBehalf(of: .system)
  }

  /// Enqueues the job that makes the file.
  static func requestExport(of userID: Int64, _ origin: Origin) -> Query {
    let job = NewJob(.exportData, userID: userID, about: .user, key: "a.id", from: "account a")
    return Query(
      "identity.requestExport",
      """
      with account as (
        select u.id from users u where u.id = \(userID)
      ), job as (
        \(fragment: job.insertion)
      ), audited as (
        \(fragment: AuditTrail.record(
          "identity.data_exported", by: userID, on: "j.subject", from: "job j", origin))
      )
      select j.id from job j
      """
    ).onBehalf(of: .user(userID))
  }

  /// Makes the file of what was stored.
  static func keepExport(_ object: StoredObject, days: Int) -> Query {
    Query("identity.keepExport", "with \(fragment: object.storing(forDays: days)) select id from stored_file")
  }

  /// Closes an account whose password is still the one that was verified. Its sessions end.
  static func close(_ userID: Int64, verifiedHash: String?, graceDays: Int, _ origin: Origin) -> Query {
    Query(
      "identity.closeAccount",
      """
      with account as (
        update users u
        set closed_at = now(), erase_at = now() + make_interval(days => \(Int32(graceDays))),
          version = u.version + 1, updated_at = now()
        where u.id = \(userID) and u.closed_at is null and u.password_hash is not distinct from \(verifiedHash)::text
        returning u.id, u.erase_at
      ), \(fragment: RevocationStatements.endAllSessions), \(fragment: RevocationStatements.endAllKeys), audited as (
        \(fragment: AuditTrail.record(
          "identity.account_closed", by: userID, on: "'user_' || a.id", from: "account a", origin))
      )
      select (extract(epoch from a.erase_at) * 1000000)::bigint, \(fragment: RevocationStatements.endedColumn),
        \(fragment: RevocationStatements.endedKeysColumn)
      from account a
      """
    ).onBehalf(of: .user(userID))
  }

  /// Puts off what cannot be done at present.
  static func postponeErasure(of userID: Int64) -> Query {
    Query(
      "identity.postponeErasure",
      "update users set erase_at = now() + interval '1 hour' where id = \(userID) and erase_at <= now()")
  }

  /// Locks an account whose time has come.
  static let nextToErase = Query(
    "identity.nextToErase",
    """
    select u.id from users u where u.erase_at <= now() order by u.erase_at limit 1 for update skip locked
    """)
}

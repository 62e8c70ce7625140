import AtlasAPI
import AtlasKernel
import Postgres

/// API keys, and the audit events of making and revoking them.
enum ApiKeyStatements {
  /// The keys of an owner that are good, and those revoked within 30 days. Without an owner there are no rows.
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "identity.apiKeysByID",
      """
      select k.id, k.name, k.prefix, k.scopes, k.created_at, k.last_used_at, k.expires_at, k.revoked_at
      from api_keys k
      where k.id = any(\(ids)) and k.user_id = \(ownerID)
        and (k.revoked_at is null and k.expires_at > now() or k.revoked_at > now() - interval '30 days')
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The same keys for users who are the owner, latest first: all that are good, and at most 50.
  static func ofUsers(_ userIDs: [Int64], ownerID: Int64?) -> Query {
    Query(
      "identity.apiKeysOfUsers",
      """
      select k.user_id, k.id, k.name, k.prefix, k.scopes, k.created_at, k.last_used_at, k.expires_at, k.revoked_at
      from (
        select a.user_id, a.id, a.name, a.prefix, a.scopes, a.created_at, a.last_used_at, a.expires_at, a.revoked_at
        from api_keys a
        where a.user_id = any(\(userIDs)) and a.user_id = \(ownerID)
          and (a.revoked_at is null and a.expires_at > now() or a.revoked_at > now() - interval '30 days')
        order by a.revoked_at is not null, a.id desc
        limit 50
      ) k
      order by k.user_id, k.id desc
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The owner's roles, while nobody else makes a key for the same owner.
  static func lockOwner(_ userID: Int64) -> Query {
    Query(
      "identity.lockApiKeyOwner",
      "select u.roles from users u where u.id = \(userID) and u.closed_at is null for no key update"
    )
    .onBehalf(of: .user(userID))
  }

  /// Makes a key unless its owner has as many as are allowed; call `lockOwner` before, in the same transaction.
  static func create(
    _ request: ApiKeyRequest, ownerID: Int64, secret: ApiKeySecret, limit: Int, _ origin: Origin
  ) -> Query {
    Query(
      "identity.createApiKey",
      """
      with input as (
        select \(ownerID)::bigint as user_id, \(request.name)::text as name, \(secret.prefix)::text as prefix,
          \(Array(secret.hash))::bytea as secret_hash, \(request.scopes.map(\.rawValue))::text[] as scopes,
          \(PostgresTimestamp(microsecondsSince1970: request.expiresAt.microsecondsSince1970))::timestamptz
            as expires_at
      ), created as (
        insert into api_keys (user_id, name, prefix, secret_hash, scopes, expires_at)
        select i.user_id, i.name, i.prefix, i.secret_hash, i.scopes, i.expires_at
        from input i
        where (
          select count(*) from api_keys k
          where k.user_id = i.user_id and k.revoked_at is null and k.expires_at > now()
        ) < \(limit)::bigint
        returning id, user_id, prefix, scopes, expires_at
      ), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select c.user_id, 'identity.api_key_created', 'key_' || c.id, \(origin.ipAddress)::text,
          \(origin.userAgent)::text, \(origin.requestID)::text,
          jsonb_build_object('prefix', c.prefix, 'scopes', to_jsonb(c.scopes), 'expiresAt', c.expires_at)
        from created c
      )
      select c.id from created c
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// Revokes a key of its owner; a second time changes nothing. No row: there is no such key.
  static func revoke(_ id: Int64, ownerID: Int64, _ origin: Origin) -> Query {
    Query(
      "identity.revokeApiKey",
      """
      with named as (
        select k.id, k.user_id, k.prefix from api_keys k where k.id = \(id) and k.user_id = \(ownerID)
      ), revoked as (
        update api_keys k
        set revoked_at = now()
        from named n
        where k.id = n.id and k.revoked_at is null
        returning k.id, k.user_id, k.prefix
      ), ended_keys as (
        select r.id, r.user_id from revoked r
      ), \(fragment: RevocationStatements.announceEndedKeys), audited as (
        insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select r.user_id, 'identity.api_key_revoked', 'key_' || r.id, \(origin.ipAddress)::text,
          \(origin.userAgent)::text, \(origin.requestID)::text, jsonb_build_object('prefix', r.prefix)
        from revoked r
      )
      select n.id from named n
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The good keys behind hashes of secrets, in hexadecimal digits, with their owners' roles of now.
  static func bySecretHash(_ hashes: [String]) -> Query {
    Query(
      "identity.apiKeysBySecret",
      """
      select encode(k.secret_hash, 'hex') as secret_hash, k.id, k.user_id, u.roles, k.scopes, k.expires_at,
        k.last_used_at is null or k.last_used_at < date_trunc('hour', now()) as is_newly_used
      from api_keys k
      join users u on u.id = k.user_id
      where k.secret_hash in (select decode(h.hash, 'hex') from unnest(\(hashes)::text[]) h (hash))
        and k.revoked_at is null and k.expires_at > now() and u.closed_at is null
      """
    ).onBehalf(of: .system)
  }

  /// Notes the hour in which keys were used, unless another instance has.
  static func noteUse(_ ids: [Int64]) -> Query {
    Query(
      "identity.noteApiKeyUse",
      """
      update api_keys k
      set last_used_at = date_trunc('hour', now())
      where k.id = any(\(ids)) and (k.last_used_at is null or k.last_used_at < date_trunc('hour', now()))
      """
    ).onBehalf(of: .system)
  }
}

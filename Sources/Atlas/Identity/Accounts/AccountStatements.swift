import AtlasAPI
import AtlasKernel
import Files
import GraphQLSchema
import Postgres

/// The statements that change rows of `users` beyond signing in.
enum AccountStatements {
  /// Changes what was given of a profile, if the version is the expected one. Answers the version as it is now, and
  /// whether that is a change of ours; nothing where the account is gone.
  ///
  /// A picture takes the place of the one before, which is deleted. The third column says whether an upload became the
  /// picture: where it was used already, nothing is changed.
  static func updateProfile(of userID: Int64, _ change: ProfileChange, avatar: ReceivedUpload?) -> Query {
    let input = change.input
    let given = input.given
    return Query(
      "identity.updateProfile",
      """
      with account as (
        select u.id, u.version, u.avatar_file_id from users u
        where u.id = \(userID) and u.closed_at is null
        for update
      ), current as (
        select a.id, a.avatar_file_id from account a where a.version = coalesce(\(input.expectedVersion)::int, a.version)
      ), \(fragment: ReceivedUpload.claiming(
        avatar.map { [$0] } ?? [], when: "exists (select from current)")), changed as (
        update users u
        set version = u.version + 1, updated_at = now(),
          first_name = case when \(given.has("firstName")) then \(input.firstName)::text else u.first_name end,
          last_name = case when \(given.has("lastName")) then \(input.lastName)::text else u.last_name end,
          display_name = coalesce(\(input.displayName)::text, u.display_name),
          bio = case when \(given.has("bio")) then \(input.bio)::text else u.bio end,
          language = case when \(given.has("language")) then \(input.language)::text else u.language end,
          time_zone = case when \(given.has("timeZone")) then \(input.timeZone)::text else u.time_zone end,
          avatar_file_id = case when \(given.has("avatarUploadId")) then (select n.file_id from claimed_uploads n)
            else u.avatar_file_id end
        from current a
        where u.id = a.id and (\(avatar == nil) or exists (select from claimed_uploads))
        returning u.version
      ), \(fragment: FileRemoval.removing(
        "select a.avatar_file_id from current a, changed where \(given.has("avatarUploadId"))"))
      select coalesce(c.version, a.version)::bigint as version,
        c.version is not null or exists (select from current) as is_changed, exists (select from claimed_uploads)
      from account a
      left join changed c on true
      """)
  }

  /// Gives a role; a role that is held already stays. Answers the user, or nothing where there is none, and the new roles
  /// with the version where they have changed. Tokens with other roles end.
  static func grantRole(_ role: API.Role, to userID: Int64, by adminID: Int64, _ origin: Origin) -> Query {
    Query(
      "identity.grantRole",
      """
      with target as (
        select u.id, u.roles from users u where u.id = \(userID) and u.closed_at is null for update
      ), account as (
        update users u
        set roles = u.roles || \(role.rawValue)::text, version = u.version + 1, updated_at = now()
        from target t
        where u.id = t.id and not t.roles @> array[\(role.rawValue)::text]
        returning u.id, u.roles, u.version
      ), \(fragment: RevocationStatements.announceRoles), audited as (
        \(fragment: AuditTrail.record(
          "identity.role_granted", by: adminID, on: "'user_' || a.id", from: "account a", origin,
          details: "jsonb_build_object('role', \(role.rawValue)::text)"))
      )
      select 'CHANGED' as outcome, a.version::bigint as version, a.roles from target t left join account a on true
      """)
  }

  /// Takes a role, unless it is the user's last one or there would be no administrator any more. Answers how it went, and
  /// the new roles with the version where they have changed; nothing where there is no such user. Tokens with other roles
  /// end.
  static func revokeRole(_ role: API.Role, from userID: Int64, by adminID: Int64, _ origin: Origin) -> Query {
    Query(
      "identity.revokeRole",
      """
      with locked as (
        select u.id, u.roles from users u
        where (u.id = \(userID) or u.roles @> array['ADMIN']) and u.closed_at is null
        order by u.id
        for update
      ), target as (
        select l.id, l.roles, case
            when not l.roles @> array[\(role.rawValue)::text] then 'CHANGED'
            when cardinality(l.roles) = 1 then 'LAST_ROLE'
            when \(role.rawValue)::text = 'ADMIN'
              and not exists (select from locked o where o.id <> l.id and o.roles @> array['ADMIN']) then 'LAST_ADMIN'
            else 'CHANGED'
          end as outcome
        from locked l
        where l.id = \(userID)
      ), account as (
        update users u
        set roles = array_remove(u.roles, \(role.rawValue)::text), version = u.version + 1, updated_at = now()
        from target t
        where u.id = t.id and t.outcome = 'CHANGED' and t.roles @> array[\(role.rawValue)::text]
        returning u.id, u.roles, u.version
      ), \(fragment: RevocationStatements.announceRoles), audited as (
        \(fragment: AuditTrail.record(
          "identity.role_revoked", by: adminID, on: "'user_' || a.id", from: "account a", origin,
          details: "jsonb_build_object('role', \(role.rawValue)::text)"))
      )
      select t.outcome, a.version::bigint as version, a.roles from target t left join account a on true
      """)
  }
}

import AtlasAPI
import GraphQLSchema
import Postgres

/// The statements over `notification_preferences`.
enum NotificationPreferencesStatements {
  /// The viewer's own, whoever is asked for; defaults where nothing was chosen. Reads users, who belong to another
  /// domain.
  static func byUser(_ userIDs: [Int64], viewer: Int64?) -> Query {
    Query(
      "notifications.preferences",
      """
      select u.id as user_id, coalesce(p.version, 0) as version, coalesce(p.channels, '{}')::text as channels,
        to_char(p.quiet_from, 'HH24:MI') as quiet_from, to_char(p.quiet_to, 'HH24:MI') as quiet_to, p.time_zone
      from users u
      left join notification_preferences p on p.user_id = u.id
      where u.id = any(\(userIDs)) and u.id = \(viewer)
      """
    ).onBehalf(of: .user(viewer))
  }

  /// Changes what was given, if the version is the expected one and the time zone is known. Answers the version as it is
  /// now, whether that is a change of ours, and whether there is such a zone; nothing where the account is gone. Reads
  /// users, who belong to another domain.
  static func update(of userID: Int64, _ change: NotificationPreferencesChange) -> Query {
    let input = change.input
    return Query(
      "notifications.updatePreferences",
      """
      with input as (
        select u.id as user_id, \(input.expectedVersion)::int as expected, \(change.channels)::jsonb as channels,
          \(input.given.has("quietHours")) as has_quiet, \(input.quietHours?.from)::time as quiet_from,
          \(input.quietHours?.to)::time as quiet_to, \(input.quietHours?.timeZone)::text as zone,
          coalesce(p.version, 0) as version
        from users u
        left join notification_preferences p on p.user_id = u.id
        where u.id = \(userID)
      ), zone as (
        select i.zone is null or exists (select from pg_timezone_names z where z.name = i.zone) as is_known
        from input i
      ), changed as (
        insert into notification_preferences as p (user_id, channels, quiet_from, quiet_to, time_zone)
        select i.user_id, i.channels, i.quiet_from, i.quiet_to, i.zone
        from input i
        where coalesce(i.expected, i.version) = i.version and (select z.is_known from zone z)
        on conflict (user_id) do update
        set version = p.version + 1, updated_at = now(), channels = p.channels || excluded.channels,
          quiet_from = case when (select i.has_quiet from input i) then excluded.quiet_from else p.quiet_from end,
          quiet_to = case when (select i.has_quiet from input i) then excluded.quiet_to else p.quiet_to end,
          time_zone = case when (select i.has_quiet from input i) then excluded.time_zone else p.time_zone end
        where coalesce((select i.expected from input i), p.version) = p.version
        returning p.version
      )
      select coalesce(c.version, i.version)::bigint as version, c.version is not null as is_changed, z.is_known
      from input i
      cross join zone z
      left join changed c on true
      """
    ).onBehalf(of: .user(userID))
  }
}

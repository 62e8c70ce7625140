import AtlasAPI
import Postgres

/// The statements over `devices`.
enum DeviceStatements {
  /// Remembers a device, or whose it is now; what was to be pushed to those before goes to nobody. Reads sessions, which
  /// belong to another domain.
  static func register(
    _ platform: API.DevicePlatform, sealed: [UInt8], hash: [UInt8], of userID: Int64, session: Int64
  ) -> Query {
    Query(
      "notifications.registerDevice",
      """
      with registered as (
        insert into devices as d (user_id, session_id, platform, sealed, token_hash)
        select s.user_id, s.id, \(platform.rawValue), \(sealed)::bytea, \(hash)::bytea
        from sessions s
        where s.id = \(session) and s.user_id = \(userID) and s.revoked_at is null
        on conflict on constraint devices_token_hash_key do update
        set user_id = excluded.user_id, session_id = excluded.session_id, platform = excluded.platform,
          sealed = excluded.sealed, last_used_at = now()
        returning d.id
      ), crowded as (
        delete from devices d
        where d.id in (
          select x.id
          from devices x
          where x.user_id = \(userID) and x.token_hash <> \(hash)::bytea
          order by x.last_used_at desc, x.id desc
          offset \(DeviceRegistration.limit - 1)
        ) and exists (select from registered)
      )
      select r.id from registered r
      """
    ).onBehalf(of: .system)
  }

  /// Forgets a device whose token is good no more, with what was to be pushed to it.
  static func forget(_ device: Int64) -> Query {
    Query("notifications.forgetDevice", "delete from devices where id = \(device)").onBehalf(of: .system)
  }
}

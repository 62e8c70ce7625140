import AtlasKernel
import Postgres

enum NotificationsPersonalData {
  /// What somebody was told, how they want to be told, and on which devices.
  static let part = PersonalData(
    name: "notifications", export: export, erase: [eraseNotifications, empty, erasePreferences, eraseDevices])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "notifications.export",
      """
      select jsonb_build_object(
        'notifications', (
          select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'title', n.title, 'body', n.body,
            'at', n.created_at, 'read', n.read_at, 'sent', (
              select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'at', d.done_at) order by d.id), '[]')
              from notification_deliveries d
              where d.notification_id = n.id and d.outcome = 'SENT'
            )) order by n.id), '[]')
          from notifications n
          where n.user_id = \(userID)
        ),
        'preferences', (
          select jsonb_build_object('channels', p.channels, 'quietFrom', p.quiet_from, 'quietTo', p.quiet_to,
            'timeZone', p.time_zone)
          from notification_preferences p
          where p.user_id = \(userID)
        ),
        'devices', (
          select coalesce(jsonb_agg(jsonb_build_object('platform', d.platform, 'since', d.created_at) order by d.id),
            '[]')
          from devices d
          where d.user_id = \(userID)
        )
      )
      """
    ).onBehalf(of: .user(userID))
  }

  /// With what was to be delivered of them.
  @Sendable
  private static func eraseNotifications(_ userID: Int64) -> Query {
    Query("notifications.erase", "delete from notifications where user_id = \(userID)").onBehalf(of: .system)
  }

  /// What others were told of their doing keeps neither their name nor their words, and is sent no more.
  @Sendable
  private static func empty(_ userID: Int64) -> Query {
    Query(
      "notifications.emptyByActor",
      """
      with emptied as (
        update notifications n
        set title = 'This was about a former member.', body = null, actor_id = null
        where n.actor_id = \(userID)
        returning n.id, n.user_id, n.in_app
      ), ended as (
        update notification_deliveries d
        set outcome = 'NEEDLESS', done_at = now()
        from emptied e
        where d.notification_id = e.id and d.outcome is null
      )
      \(fragment: WithdrawnNotifications.published(from: "emptied"))
      """
    ).onBehalf(of: .system)
  }

  @Sendable
  private static func erasePreferences(_ userID: Int64) -> Query {
    Query("notifications.erasePreferences", "delete from notification_preferences where user_id = \(userID)")
      .onBehalf(of: .system)
  }

  @Sendable
  private static func eraseDevices(_ userID: Int64) -> Query {
    Query("notifications.eraseDevices", "delete from devices where user_id = \(userID)").onBehalf(of: .system)
  }
}

public import AtlasAPI
public import Postgres

/// Notifications as parts of the statement of their cause: `with invited as (…), \(fragment: notifications.parts)`.
///
/// The statement runs on behalf of the system, since the rows belong to others. How and when users learn of them is decided
/// by their preferences, not by the cause: what is shown, what waits to be mailed or pushed, and until when.
///
/// The parts also read users and sessions, which belong to another domain: closed accounts are told nothing, addresses
/// that nobody has confirmed get no mail, and devices where nobody is signed in any more no push.
public struct NewNotifications: Sendable {
  /// The parts `notified_wishes`, `notified` (`returning id, user_id, in_app`), `notified_events` and
  /// `notified_deliveries`, without a comma behind them. Who wants to hear nothing of this kind gets no row.
  public let parts: Query

  /// Notifications for rows of a part of the statement.
  ///
  /// - Parameters:
  ///   - source: a relation with the columns `user_id bigint`, `title text` (cut to 200 characters), `body text`,
  ///     `subject text` (a global id) and `url text`; one notification for each row. It stands in the statement twice.
  ///   - actor: the user whose name or words are in it, as an expression over a row `n` of the source: such
  ///     notifications can be withdrawn, and are emptied when that account is erased.
  ///   - expiry: from when on it need not be mailed or pushed any more, as an expression over a row `n` of the source.
  public init(
    _ kind: API.NotificationKind, from source: Query, actor: Query = "null::bigint", expiry: Query = "null::timestamptz"
  ) {
    parts = """
      \(fragment: Self.wishes(kind, source)), notified as (
        insert into notifications (user_id, kind, title, body, subject, url, in_app, actor_id, expires_at)
        select n.user_id, \(kind.rawValue), left(n.title, 200), left(n.body, 4000), n.subject, n.url, w.in_app,
          \(fragment: actor), \(fragment: expiry)
        from \(fragment: source) n
        join notified_wishes w on w.user_id = n.user_id and (w.in_app or w.by_mail or w.by_push)
        returning id, user_id, in_app
      ), notified_events as (
        insert into events (topic, kind, entity, payload)
        select 'notifications:' || n.user_id, 'NOTIFICATION_RAISED', 'notification_' || n.id,
          jsonb_build_object('userId', n.user_id, 'notificationId', n.id)
        from notified n
        where n.in_app
        returning position
      ), notified_deliveries as (
        insert into notification_deliveries (notification_id, user_id, channel, device_id, due_at)
        select n.id, n.user_id, 'EMAIL', null::bigint, w.due_at
        from notified n
        join notified_wishes w on w.user_id = n.user_id and w.by_mail
        union all
        select n.id, n.user_id, 'PUSH', d.id, w.due_at
        from notified n
        join notified_wishes w on w.user_id = n.user_id and w.by_push
        join devices d on d.user_id = n.user_id
        join sessions s on s.id = d.session_id and s.revoked_at is null and s.expires_at > now()
        returning id
      )
      """
  }

  /// How each of the users wants to hear of it: one row for each account that is open.
  private static func wishes(_ kind: API.NotificationKind, _ source: Query) -> Query {
    func choice(_ channel: NotificationChannel) -> Query {
      "coalesce((p.channels ->> \(channel.key(of: kind))::text)::boolean, \(channel.isOnByDefault(for: kind)))"
    }
    return """
      notified_wishes as (
        select u.id as user_id, \(fragment: choice(.inApp)) as in_app,
          u.email_verified and \(fragment: choice(.email)) as by_mail, \(fragment: choice(.push)) as by_push,
          atlas_after_quiet_hours(now(), p.quiet_from, p.quiet_to, p.time_zone) as due_at
        from users u
        left join notification_preferences p on p.user_id = u.id
        where u.id in (select n.user_id from \(fragment: source) n) and u.closed_at is null
      )
      """
  }
}

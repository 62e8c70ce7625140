import AtlasAPI
import Mail
import Postgres

/// What couriers do with the outbox of notifications. Each is one statement, and so a transaction of its own. They also
/// read users and sessions, which belong to another domain.
///
/// A claim raises `attempts`, which from then on is the number of the lease: who still holds an older one changes
/// nothing.
enum DeliveryStatements {
  /// Ends what is needless by now, and lets wait what is due within quiet hours. Answers a row for each.
  static func setAside(limit: Int) -> Query {
    Query(
      "notifications.setAside",
      """
      with due as (
        select d.id, \(fragment: isNeedless) as is_needless, \(fragment: quietUntil) as quiet_until
        from \(fragment: deliveries)
        where d.outcome is null and d.due_at <= now() and (\(fragment: isNeedless) or \(fragment: quietUntil) > now())
        order by d.due_at
        limit \(limit)
        for update of d skip locked
      )
      update notification_deliveries d
      set outcome = case when s.is_needless then 'NEEDLESS' end, done_at = case when s.is_needless then now() end,
        due_at = case when s.is_needless then d.due_at else s.quiet_until end
      from due s
      where d.id = s.id
      returning d.id
      """
    ).onBehalf(of: .system)
  }

  /// Takes what is due. Nobody else gets it until the lease is over.
  static func claim(limit: Int, lease: Duration) -> Query {
    Query(
      "notifications.claimDeliveries",
      """
      with due as (
        select d.id
        from \(fragment: deliveries)
        where d.outcome is null and d.due_at <= now() and not (\(fragment: isNeedless))
          and \(fragment: quietUntil) <= now()
        order by d.due_at
        limit \(limit)
        for update of d skip locked
      ), claimed as (
        update notification_deliveries d
        set attempts = d.attempts + 1, due_at = now() + make_interval(secs => \(lease / .seconds(1)))
        from due s
        where d.id = s.id
        returning d.id, d.attempts, d.user_id, d.notification_id, d.device_id
      )
      select c.id, c.attempts::bigint as attempts, c.user_id, c.notification_id, c.device_id, n.title, n.body, n.subject,
        n.url, v.platform, v.sealed
      from claimed c
      join notifications n on n.id = c.notification_id
      left join devices v on v.id = c.device_id
      """
    ).onBehalf(of: .system)
  }

  /// Ends a delivery by putting its mail into the outbox of mails: once, whoever else believes to hold it.
  static func mail(_ delivery: NotificationDelivery, _ mail: OutgoingMail) -> Query {
    Query(
      "notifications.mail",
      """
      with ended as (
        \(fragment: end(delivery, "'SENT'", failure: nil))
        returning d.user_id
      ), account as (
        select u.id, u.email
        from ended e
        join users u on u.id = e.user_id and u.email_verified and u.closed_at is null
      ), mailed as (
        \(fragment: mail.insertion)
      )
      select e.user_id from ended e
      """
    ).onBehalf(of: .system)
  }

  /// Remembers that a push was sent.
  static func complete(_ delivery: NotificationDelivery) -> Query {
    Query("notifications.completeDelivery", end(delivery, "'SENT'", failure: nil)).onBehalf(of: .system)
  }

  /// Gives up a delivery.
  static func giveUp(_ delivery: NotificationDelivery, _ failure: String) -> Query {
    Query("notifications.giveUpDelivery", end(delivery, "'GIVEN_UP'", failure: failure)).onBehalf(of: .system)
  }

  /// Gives a delivery back that is to be tried again.
  static func postpone(_ delivery: NotificationDelivery, by pause: Duration) -> Query {
    Query(
      "notifications.postponeDelivery",
      """
      update notification_deliveries d
      set due_at = now() + make_interval(secs => \(pause / .seconds(1)))
      where \(fragment: isHeld(delivery))
      """
    ).onBehalf(of: .system)
  }

  private static func end(_ delivery: NotificationDelivery, _ outcome: Query, failure: String?) -> Query {
    """
    update notification_deliveries d
    set outcome = \(fragment: outcome), done_at = now(), failure = left(\(failure)::text, 200)
    where \(fragment: isHeld(delivery))
    """
  }

  private static func isHeld(_ delivery: NotificationDelivery) -> Query {
    "d.id = \(delivery.id) and d.attempts = \(Int32(clamping: delivery.attempts)) and d.outcome is null"
  }

  private static let deliveries: Query = """
    notification_deliveries d
        join notifications n on n.id = d.notification_id
        join users u on u.id = d.user_id
        left join notification_preferences p on p.user_id = d.user_id
    """

  private static let quietUntil: Query = "atlas_after_quiet_hours(now(), p.quiet_from, p.quiet_to, p.time_zone)"

  /// Whether nobody is to be told any more: it was read or is over, the account is closed, the address is not
  /// confirmed, this way was switched off meanwhile (as `NotificationChannel.key` has it; what was never chosen is as
  /// it was then), the device is somebody else's now, or its owner has signed out there, or whoever was mentioned has
  /// left the group. The last reads messages and members, which are those of study groups.
  private static let isNeedless: Query = """
    (n.read_at is not null or coalesce(n.expires_at <= now(), false) or u.closed_at is not null
          or d.channel = 'EMAIL' and not u.email_verified
          or coalesce(not (p.channels ->> (n.kind || '.' || lower(d.channel)))::boolean, false)
          or d.channel = 'PUSH' and not exists (
            select
            from devices x
            join sessions y on y.id = x.session_id and y.revoked_at is null and y.expires_at > now()
            where x.id = d.device_id and x.user_id = d.user_id
          )
          or n.kind = 'GROUP_MENTION' and not exists (
            select
            from group_messages m
            join group_members a on a.group_id = m.group_id and a.user_id = d.user_id
            where m.id = substring(n.subject from '^message_([0-9]{1,18})$')::bigint
          ))
    """
}

import AtlasAPI
import Mail
import Postgres

/// What couriers do with the outbox of notifications. Each is one statement, and so a transaction of its own. They also
/// read users and sessions, which belong to another domain.
///
/// A claim raises `attempts`, which from then on is the number of the lease: who still holds an older one changes
/// nothing.
enum DeliveryStatements {
  /// Ends what is needless by now, and lets wait what is due within quiet hours or while its device rests. Answers a row
  /// for each.
  static func setAside(limit: Int) -> Query {
    Query(
      "notifications.setAside",
      """
      with due as (
        select d.id, \(fragment: isNeedless) as is_needless, \(fragment: waitsUntil) as waits_until
        from \(fragment: deliveries)
        where d.outcome is null and d.due_at <= now() and (\(fragment: isNeedless) or \(fragment: waitsUntil) > now())
        order by d.due_at
        limit \(limit)
        for update of d skip locked
      )
      update notification_deliveries d
      set outcome = case when s.is_needless then 'NEEDLESS' end, done_at = case when s.is_needless then now() end,
        due_at = case when s.is_needless then d.due_at else s.waits_until end
      from due s
      where d.id = s.id
      returning d.id
      """
    ).onBehalf(of: .system)
  }

  /// Takes mails that are due. Nobody else gets them until the lease is over.
  static func claimMails(limit: Int, lease: Duration) -> Query {
    claim("notifications.claimMails", "d.channel = 'EMAIL'", order: "d.due_at", limit: limit, lease: lease)
  }

  /// Takes a push that is due, of another user than these. Those that were tried before come after the others.
  static func claimPush(without users: [Int64], lease: Duration) -> Query {
    claim(
      "notifications.claimPush", "d.channel = 'PUSH' and d.user_id <> all(\(users))", order: "d.attempts, d.due_at",
      limit: 1, lease: lease)
  }

  private static func claim(
    _ name: StaticString, _ condition: Query, order: Query, limit: Int, lease: Duration
  ) -> Query {
    Query(
      name,
      """
      with due as (
        select d.id
        from \(fragment: deliveries)
        where d.outcome is null and \(fragment: condition) and d.due_at <= now() and not (\(fragment: isNeedless))
          and \(fragment: waitsUntil) <= now()
        order by \(fragment: order)
        limit \(limit)
        for update of d skip locked
      ), claimed as (
        update notification_deliveries d
        set attempts = d.attempts + 1, due_at = now() + make_interval(secs => \(lease / .seconds(1))),
          first_tried_at = coalesce(d.first_tried_at, now())
        from due s
        where d.id = s.id
        returning d.id, d.attempts, d.user_id, d.notification_id, d.device_id, d.first_tried_at
      )
      select c.id, c.attempts::bigint as attempts, c.user_id, c.notification_id, c.device_id,
        extract(epoch from now() - c.first_tried_at)::bigint as age_seconds, n.title, n.body, n.subject, n.url,
        v.platform, v.sealed
      from claimed c
      join notifications n on n.id = c.notification_id
      left join devices v on v.id = c.device_id
      """
    ).onBehalf(of: .system)
  }

  /// Ends a delivery by putting its mail into the outbox of mails: once, whoever else believes to hold it. Without an
  /// address by now it is needless.
  static func mail(_ delivery: NotificationDelivery, _ mail: OutgoingMail) -> Query {
    Query(
      "notifications.mail",
      """
      with held as (
        select d.id, u.id as account_id, u.email
        from notification_deliveries d
        left join users u on u.id = d.user_id and u.email_verified and u.closed_at is null
        where \(fragment: isHeld(delivery))
        for update of d
      ), ended as (
        update notification_deliveries d
        set outcome = case when h.account_id is null then 'NEEDLESS' else 'SENT' end, done_at = now()
        from held h
        where d.id = h.id
        returning d.user_id, h.account_id, h.email
      ), account as (
        select e.account_id as id, e.email from ended e where e.account_id is not null
      ), mailed as (
        \(fragment: mail.insertion)
      )
      select e.user_id from ended e
      """
    ).onBehalf(of: .system)
  }

  /// Remembers that a push was sent, and that its device answers.
  static func complete(_ delivery: NotificationDelivery) -> Query {
    Query(
      "notifications.completeDelivery",
      """
      with ended as (
        \(fragment: end(delivery, "'SENT'", failure: nil))
        returning d.device_id
      )
      update devices v
      set failures = 0, rests_until = null
      from ended e
      where v.id = e.device_id and v.failures > 0
      """
    ).onBehalf(of: .system)
  }

  /// Gives up a delivery.
  static func giveUp(_ delivery: NotificationDelivery, _ failure: String) -> Query {
    Query("notifications.giveUpDelivery", end(delivery, "'GIVEN_UP'", failure: failure)).onBehalf(of: .system)
  }

  /// Gives a delivery back that is to be tried again.
  static func postpone(_ delivery: NotificationDelivery, by pause: Duration) -> Query {
    Query("notifications.postponeDelivery", giveBack(delivery, after: pause)).onBehalf(of: .system)
  }

  /// Gives a delivery back whose device did not take it. With the third failure in a row the device rests for a minute,
  /// with each further one twice as long, at most a quarter of an hour.
  static func postponeFailed(_ delivery: NotificationDelivery, by pause: Duration) -> Query {
    Query(
      "notifications.postponeFailedDelivery",
      """
      with postponed as (
        \(fragment: giveBack(delivery, after: pause))
        returning d.device_id
      )
      update devices v
      set failures = least(v.failures + 1, 1000), rests_until = case
          when v.failures >= 2 then now() + interval '1 minute' * least(2 ^ least(v.failures - 2, 9), 15)
        end
      from postponed p
      where v.id = p.device_id
      """
    ).onBehalf(of: .system)
  }

  /// Gives a delivery back that was not tried: the number of its lease is free again.
  static func release(_ delivery: NotificationDelivery) -> Query {
    Query(
      "notifications.releaseDelivery",
      """
      update notification_deliveries d
      set due_at = now(), attempts = d.attempts - 1
      where \(fragment: isHeld(delivery))
      """
    ).onBehalf(of: .system)
  }

  private static func giveBack(_ delivery: NotificationDelivery, after pause: Duration) -> Query {
    """
    update notification_deliveries d
    set due_at = now() + make_interval(secs => \(pause / .seconds(1)))
    where \(fragment: isHeld(delivery))
    """
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
        left join devices v on v.id = d.device_id
    """

  private static let waitsUntil: Query = """
    greatest(atlas_after_quiet_hours(now(), p.quiet_from, p.quiet_to, p.time_zone), v.rests_until)
    """

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

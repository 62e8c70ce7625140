import AtlasAPI
import AtlasKernel
import Postgres

/// The statements over `announcements`.
enum AnnouncementStatements {
  /// - Parameter evenBefore: those, too, that have not begun.
  static func byID(_ ids: [Int64], evenBefore: Bool) -> Query {
    Query(
      "notifications.announcementsByID",
      """
      select a.id, a.title, a.body, a.severity, a.starts_at, a.ends_at
      from announcements a
      where a.id = any(\(ids)) and (a.published_at is not null or \(evenBefore))
      """)
  }

  /// Those in force that were published, in the order in which they began.
  static let inForce = Query(
    "notifications.announcementsInForce",
    """
    select a.id
    from announcements a
    where a.published_at is not null and (a.ends_at is null or a.ends_at > now())
    order by a.starts_at, a.id
    limit 100
    """)

  /// Nothing where it would end before it begins, or has ended already.
  static func make(_ input: API.AnnounceInput, by adminID: Int64, _ origin: Origin) -> Query {
    Query(
      "notifications.announce",
      """
      with input as (
        select coalesce(\(input.startsAt?.text)::timestamptz, now()) as starts_at,
          \(input.endsAt?.text)::timestamptz as ends_at
      ), made as (
        insert into announcements (title, body, severity, starts_at, ends_at)
        select \(input.title), \(input.body), \(input.severity.rawValue), i.starts_at, i.ends_at
        from input i
        where i.ends_at is null or i.ends_at > greatest(i.starts_at, now())
        returning id, severity
      ), audited as (
        \(fragment: AuditTrail.record(
          "notifications.announced", by: adminID, on: "'announcement_' || m.id", from: "made m", origin,
          details: "jsonb_build_object('severity', m.severity)"))
      )
      select m.id from made m
      """)
  }

  /// Tells those who listen of announcements that begin. One that has ended before anybody could be told stays unsaid.
  static func publish(limit: Int) -> Query {
    Query(
      "notifications.publishAnnouncements",
      """
      with begun as (
        update announcements a
        set published_at = now()
        where a.id in (
          select x.id
          from announcements x
          where x.published_at is null and x.starts_at <= now() and (x.ends_at is null or x.ends_at > now())
          order by x.starts_at, x.id
          limit \(limit)
          for update skip locked
        )
        returning a.id
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'announcements', 'ANNOUNCEMENT_MADE', 'announcement_' || b.id,
          jsonb_build_object('announcementId', b.id)
        from begun b
        order by b.id
      )
      select b.id from begun b
      """)
  }

  /// Makes the notifications of an announcement for the next users, and remembers how far it has come. Whoever registers
  /// meanwhile comes last; an announcement that has ended is spread no further. No row where there is nothing to do, or
  /// another courier is at it. Reads users, who belong to another domain.
  static func spread(to limit: Int) -> Query {
    Query(
      "notifications.spreadAnnouncement",
      """
      with current as (
        select a.id, a.title, a.body, a.spread_to_user_id, a.ends_at,
          a.ends_at is null or a.ends_at > now() as is_in_force
        from announcements a
        where a.published_at is not null and a.spread_at is null
        order by a.id
        limit 1
        for update skip locked
      ), audience as (
        select u.id
        from current c
        join users u on u.id > c.spread_to_user_id and c.is_in_force
        order by u.id
        limit \(limit)
      ), said as (
        select u.id as user_id, c.title, c.body, 'announcement_' || c.id as subject, null::text as url, c.ends_at
        from audience u
        cross join current c
      ), \(fragment: NewNotifications(.announcement, from: "said", expiry: "n.ends_at").parts), moved as (
        update announcements a
        set spread_to_user_id = coalesce((select max(u.id) from audience u), a.spread_to_user_id),
          spread_at = case when (select count(*) from audience) < \(limit) then now() end
        from current c
        where a.id = c.id
        returning a.id
      )
      select m.id from moved m
      """
    ).onBehalf(of: .system)
  }
}

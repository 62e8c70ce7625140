import AtlasKernel
import Postgres

/// The statements over `notifications`. New rows are parts of the statements of their causes (`NewNotifications`).
enum NotificationStatements {
  /// The viewer's own, as far as they are shown in the application.
  static func byID(_ ids: [Int64], viewer: Int64?) -> Query {
    Query(
      "notifications.byID",
      """
      select n.id, n.created_at, n.kind, n.title, n.body, n.subject, n.url, n.read_at
      from notifications n
      where n.id = any(\(ids)) and n.user_id = \(viewer) and n.in_app
      """
    ).onBehalf(of: .user(viewer))
  }

  /// A page of the viewer's own, latest first; nothing for other users.
  static func page(of users: [Int64], viewer: Int64?, unreadOnly: Bool, _ page: PageArguments) -> Query {
    Query(
      "notifications.page",
      """
      select n.user_id as parent_id, n.id, n.created_at, n.kind, n.title, n.body, n.subject, n.url, n.read_at
      from notifications n
      where n.user_id = any(\(users)) and n.user_id = \(viewer) and n.in_app and \(fragment: isWanted(unreadOnly))
        and (\(page.after?.first)::bigint is null or n.id < \(page.after?.first))
      order by n.id desc
      limit \(page.limit)
      """
    ).onBehalf(of: .user(viewer))
  }

  /// How many of the viewer's own there are.
  static func count(of users: [Int64], viewer: Int64?, unreadOnly: Bool) -> Query {
    Query(
      "notifications.count",
      """
      select n.user_id as parent_id, count(*) as total
      from notifications n
      where n.user_id = any(\(users)) and n.user_id = \(viewer) and n.in_app and \(fragment: isWanted(unreadOnly))
      group by n.user_id
      """
    ).onBehalf(of: .user(viewer))
  }

  /// Marks some or all as read, and says so to the user's other clients. Answers how many are unread afterwards.
  static func markRead(_ ids: [Int64], all: Bool, viewer: Int64) -> Query {
    Query(
      "notifications.markRead",
      """
      with marked as (
        update notifications n
        set read_at = now()
        where n.user_id = \(viewer) and n.in_app and n.read_at is null and (\(all) or n.id = any(\(ids)))
        returning n.id
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'notifications:' || \(viewer)::bigint, 'NOTIFICATIONS_READ', 'user_' || \(viewer)::bigint,
          jsonb_build_object('userId', \(viewer)::bigint)
        where exists (select from marked)
      )
      select count(*) - (select count(*) from marked) as unread
      from notifications n
      where n.user_id = \(viewer) and n.in_app and n.read_at is null
      """
    ).onBehalf(of: .user(viewer))
  }

  /// Two texts, so that each finds its index.
  private static func isWanted(_ unreadOnly: Bool) -> Query { unreadOnly ? "n.read_at is null" : "true" }
}

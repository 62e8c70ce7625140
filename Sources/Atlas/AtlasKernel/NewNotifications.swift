public import AtlasAPI
public import Postgres

/// Notifications as parts of the statement of their cause: `with invited as (…), \(fragment: notifications.parts)`.
///
/// The statement runs on behalf of the system, since the rows belong to others. How and when users learn of them is decided
/// by their preferences, not by the cause.
public struct NewNotifications: Sendable {
  /// The parts `notified` (`returning id, user_id`) and `notified_events`, without a comma behind them.
  public let parts: Query

  /// Notifications for rows of a part of the statement.
  ///
  /// - Parameter source: a relation with the columns `user_id bigint`, `title text` (cut to 200 characters), `body text`,
  ///   `subject text` (a global id) and `url text`; one notification for each row.
  public init(_ kind: API.NotificationKind, from source: Query) {
    parts = """
      notified as (
        insert into notifications (user_id, kind, title, body, subject, url)
        select n.user_id, \(kind.rawValue), left(n.title, 200), left(n.body, 4000), n.subject, n.url
        from \(fragment: source) n
        returning id, user_id
      ), notified_events as (
        insert into events (topic, kind, entity, payload)
        select 'notifications:' || n.user_id, 'NOTIFICATION_RAISED', 'notification_' || n.id,
          jsonb_build_object('userId', n.user_id, 'notificationId', n.id)
        from notified n
        returning position
      )
      """
  }
}

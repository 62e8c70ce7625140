import AtlasKernel
import Postgres

/// How long notifications are kept. What is to be delivered of them goes with them.
enum NotificationSweeps {
  /// Those that were read, or were never to be shown, for 90 days.
  static let read = Sweep(
    Query(
      "notifications.sweepRead",
      """
      delete from notifications
      where id in (
        select n.id from notifications n
        where n.created_at < now() - interval '90 days' and (n.read_at is not null or not n.in_app)
        limit 500 for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 500)

  /// All others for a year.
  static let unread = Sweep(
    Query(
      "notifications.sweepUnread",
      """
      delete from notifications
      where id in (
        select n.id from notifications n where n.created_at < now() - interval '365 days'
        limit 500 for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 500)
}

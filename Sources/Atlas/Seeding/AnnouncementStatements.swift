import Postgres

/// What seeding tells the running instances.
enum AnnouncementStatements {
  /// Content has changed at many places: whoever keeps answers begins anew. Part of the transaction that changes it.
  static let contentChanged = Query(
    "seeding.contentChanged",
    "insert into events (topic, kind, entity) values ('content', 'CONTENT_CHANGED', '*')")
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// The statements of what clients tell.
enum TrackedEventStatements {
  /// Stores events of a user, all or, beyond the limit of a day, none. Two requests at once may pass it together.
  static func store(_ tracked: TrackedEvents, user: Int64) -> Query {
    let times = tracked.events.map { PostgresTimestamp(microsecondsSince1970: $0.at.microsecondsSince1970) }
    return Query(
      "analytics.trackEvents",
      """
      insert into tracked_events (user_id, at, name, subject, data)
      select \(user), e.at, e.name, e.subject, e.data::json
      from unnest(
        \(times), \(tracked.events.map(\.name)), \(tracked.events.map { $0.subjectId?.value }), \(tracked.data)
      ) as e(at, name, subject, data)
      where (
        select count(*)
        from tracked_events t
        where t.user_id = \(user) and t.at > now() - interval '8 days' and t.received_at > now() - interval '1 day'
      ) + \(tracked.events.count)::bigint <= \(TrackedEvents.dailyLimit)::bigint
      """
    ).onBehalf(of: .user(user))
  }

  /// Makes the partitions of the coming months and drops those that are over; a row for each.
  static func keep(months: Int) -> Query {
    Query("analytics.keepTrackedEvents", "select atlas_keep_tracked_events(\(Int32(clamping: months)))")
  }

  /// The upkeep of the partitions, as a sweep: it is run now and then, by whichever instance comes first.
  static func sweep(months: Int) -> Sweep { Sweep(keep(months: months), batchSize: 1_000) }
}

import GraphQLJSON
import GraphQLPostgres
import Postgres

/// The statements of the event relay.
enum EventRelayStatements {
  /// Where a new reader starts: behind the last event that is a minute old. No transaction lives half as long, so none
  /// that is open now can still fill a position in front of it.
  static let start = Query(
    "events.start",
    """
    select coalesce((
      select e.position from events e where e.at < now() - interval '1 minute' order by e.position desc limit 1
    ), 0) as position
    """)

  /// The events behind a position. `age` counts up to the next transaction id to be given out.
  static func after(_ position: Int64, limit: Int) -> Query {
    Query(
      "events.after",
      """
      select e.position, e.topic, e.kind, e.entity, e.payload,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest_running,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint
          + age(pg_snapshot_xmax(pg_current_snapshot())::xid) as next_transaction
      from events e
      where e.position > \(position)
      order by e.position
      limit \(limit)
      """)
  }

  /// The events of a topic that a subscriber has missed, the one in front of them included: that it is there shows that
  /// none behind it was deleted.
  ///
  /// - Parameters:
  ///   - kinds: of the events that matter; nil for all.
  ///   - end: the position up to which the relay has delivered.
  static func missed(topic: String, kinds: [String]?, from start: Int64, through end: Int64, limit: Int) -> Query {
    Query(
      "events.missed",
      """
      select e.position, e.topic, e.kind, e.entity, e.payload
      from events e
      where e.topic = \(topic) and e.position between \(start) and \(end)
        and (\(kinds == nil) or e.kind = any(\(kinds ?? [])) or e.position = \(start))
      order by e.position
      limit \(limit)
      """)
  }

  /// Deletes events that are older than anybody may come back to. Whoever stands there is told to read anew. The oldest
  /// are looked at alone, so that a table without old ones costs nothing.
  static func sweep(hours: Int) -> Sweep {
    Sweep(
      Query(
        "events.sweep",
        """
        delete from events
        where position in (
          select o.position
          from (select e.position, e.at from events e order by e.position limit 5000) o
          where o.at < now() - \(hours) * interval '1 hour'
        )
        """), batchSize: 5000)
  }

  /// Wakes the listeners of all instances; the notification says no more than: look.
  static let announce = Query("events.announce", "select pg_notify('atlas_events', '')")
}

extension EventPage {
  private static let position = RowColumn<Int64>("position")
  private static let topic = RowColumn<String>("topic")
  private static let kind = RowColumn<String>("kind")
  private static let entity = RowColumn<String>("entity")
  private static let payload = RowColumn<String>("payload")
  private static let oldestRunning = RowColumn<Int64>("oldest_running")
  private static let nextTransaction = RowColumn<Int64>("next_transaction")

  init(_ rows: Rows, limit: Int) {
    self.init(records: Self.records(rows), isFull: rows.count >= limit)
    guard rows.count > 0 else { return }
    let first = Row(rows: rows, index: 0)
    oldestRunning = first[Self.oldestRunning]
    nextTransaction = first[Self.nextTransaction]
  }

  static func records(_ rows: Rows) -> [EventRecord] {
    (0..<rows.count).map { record(Row(rows: rows, index: $0)) }
  }

  private static func record(_ row: Row) -> EventRecord {
    EventRecord(
      position: row[position], topic: row[topic], kind: row[kind], entity: row[entity],
      payload: (try? JSONParser.parse(row[payload]))?.objectValue ?? JSONObject())
  }
}

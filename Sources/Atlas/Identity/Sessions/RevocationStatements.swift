import AtlasKernel
import GraphQLJSON
import GraphQLPostgres
import Postgres

/// What statements that end sessions, or change roles, have in common: they leave an event, by which all instances learn
/// of it. The parts are lists of CTEs without a comma behind the last.
enum RevocationStatements {
  /// The events of all revocations have this topic.
  static let topic = "identity"
  static let sessionsEnded = "SESSIONS_ENDED"
  static let keysEnded = "API_KEYS_ENDED"
  static let tokensEnded = "USER_TOKENS_ENDED"

  /// Ends all open sessions of the users in the CTE `account` (id). Makes the CTEs `ended` (id, user_id) and
  /// `announced`. Sessions that the same statement opens are not among them.
  static let endAllSessions: Query = """
    ended as (
        update sessions s
        set revoked_at = now()
        from account a
        where s.user_id = a.id and s.revoked_at is null and s.expires_at > now()
        returning s.id, s.user_id
      ), \(fragment: announceEnded)
    """

  /// Announces the end of the sessions in the CTE `ended` (id, user_id), which it needs. Makes the CTE `announced`.
  static let announceEnded: Query = """
    announced as (
        insert into events (topic, kind, entity, payload)
        select 'identity', 'SESSIONS_ENDED', 'user_' || e.user_id,
          jsonb_build_object('userId', e.user_id, 'sessionIds', jsonb_agg(e.id order by e.id))
        from ended e
        group by e.user_id
      )
    """

  /// Announces the end of the API keys in the CTE `ended_keys` (id, user_id), which it needs. Makes the CTE
  /// `keys_announced`.
  static let announceEndedKeys: Query = """
    keys_announced as (
        insert into events (topic, kind, entity, payload)
        select 'identity', 'API_KEYS_ENDED', 'user_' || k.user_id,
          jsonb_build_object('userId', k.user_id, 'keyIds', jsonb_agg(k.id order by k.id))
        from ended_keys k
        group by k.user_id
      )
    """

  /// Revokes all good API keys of the users in the CTE `account` (id). Makes the CTEs `ended_keys` (id, user_id) and
  /// `keys_announced`.
  static let endAllKeys: Query = """
    ended_keys as (
        update api_keys k
        set revoked_at = now()
        from account a
        where k.user_id = a.id and k.revoked_at is null and k.expires_at > now()
        returning k.id, k.user_id
      ), \(fragment: announceEndedKeys)
    """

  /// Announces the new roles of the users in the CTE `account` (id, roles, version), whose version has risen: access
  /// tokens with other roles no longer count. Makes the CTE `announced`.
  static let announceRoles: Query = """
    announced as (
        insert into events (topic, kind, entity, payload)
        select 'identity', 'USER_TOKENS_ENDED', 'user_' || a.id,
          jsonb_build_object('userId', a.id, 'roles', to_jsonb(a.roles), 'version', a.version)
        from account a
      )
    """

  /// The column `ended_sessions` for the end of a statement with the CTE `ended`; read it with `endedSessions`.
  static let endedColumn: Query =
    "(select coalesce(array_agg(e.id order by e.id), '{}') from ended e) as ended_sessions"

  /// The sessions that a statement with `endedColumn` has ended.
  static func endedSessions(_ rows: Rows) -> [Int64] {
    rows.position(ofColumn: "ended_sessions").flatMap { rows.int64Array(0, $0) } ?? []
  }

  /// The column `ended_key_ids` for the end of a statement with the CTE `ended_keys`; read it with `endedKeys`.
  static let endedKeysColumn: Query =
    "(select coalesce(array_agg(k.id order by k.id), '{}') from ended_keys k) as ended_key_ids"

  /// The API keys that a statement with `endedKeysColumn` has ended.
  static func endedKeys(_ rows: Rows) -> [Int64] {
    rows.position(ofColumn: "ended_key_ids").flatMap { rows.int64Array(0, $0) } ?? []
  }

  /// What was revoked lately, in order. From the latest event back to the first that is too old, so that it costs the
  /// same however many there are.
  static func recent(seconds: Int) -> Query {
    Query(
      "identity.recentRevocations",
      """
      select e.position, e.kind, e.entity, e.payload
      from events e
      where e.topic = 'identity' and e.position > coalesce((
        select p.position from events p
        where p.topic = 'identity' and p.at < now() - make_interval(secs => \(Double(seconds)))
        order by p.position desc limit 1
      ), 0)
      order by e.position
      """)
  }

  /// The rows of `recent`.
  static func records(_ rows: Rows) -> [EventRecord] {
    (0..<rows.count).map { index in
      let row = Row(rows: rows, index: index)
      return EventRecord(
        position: row[RowColumn<Int64>("position")], topic: topic, kind: row[RowColumn<String>("kind")],
        entity: row[RowColumn<String>("entity")],
        payload: (try? JSONParser.parse(row[RowColumn<String>("payload")]))?.objectValue ?? JSONObject())
    }
  }
}

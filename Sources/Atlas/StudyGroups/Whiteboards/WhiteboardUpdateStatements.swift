import GraphQLPostgres
import Postgres

/// The statements that draw on whiteboards. They run as the member who draws, in one transaction.
enum WhiteboardUpdateStatements {
  static let revisionBefore = RowColumn<Int>("revision_before")
  static let isApplied = RowColumn<Bool>("is_applied")
  /// Whether what the client has missed is all kept, and little enough.
  static let answersMissed = RowColumn<Bool>("answers_missed")

  /// Waits until nobody else draws on the board, which is made where the group has none. The condition of the update
  /// never holds, but the row is locked all the same.
  static func lock(_ group: Int64, member: Int64) -> Query {
    Query(
      "whiteboards.lock",
      """
      insert into whiteboards as w (group_id)
      select a.group_id from group_members a where a.group_id = \(group) and a.user_id = \(member)
      on conflict (group_id) do update set revision = w.revision where false
      """
    ).onBehalf(of: .user(member))
  }

  /// Gives operations their revisions, changes the elements, and deletes operations that nobody resumes behind: of all,
  /// these among them, only the newest are kept. Answers what happened meanwhile; no row for who is no member.
  static func apply(_ update: WhiteboardUpdate, author: Int64) -> Query {
    let operations = update.operations
    return Query(
      "whiteboards.apply",
      """
      with given as (
        select o.id, o.value::json as value, o.data, o.n
        from unnest(
          \(operations.map(\.elementID))::text[], \(operations.map(\.value))::text[], \(operations.map(\.data))::text[]
        ) with ordinality as o(id, value, data, n)
      ), latest as (
        select distinct on (o.id) o.id, o.value, octet_length(o.id) + octet_length(o.value::text) as bytes
        from given o
        order by o.id, o.n desc
      ), board as (
        select w.group_id, w.revision, w.first_revision, w.element_count, w.element_bytes
        from whiteboards w
        join group_members a on a.group_id = w.group_id and a.user_id = \(author)
        where w.group_id = \(update.group)
      ), growth as (
        select count(l.value) - count(e.id) as elements,
          coalesce(sum(l.bytes), 0) - coalesce(sum(octet_length(e.id) + octet_length(e.value::text)), 0) as bytes
        from board b
        cross join latest l
        left join whiteboard_elements e on e.group_id = b.group_id and e.id = l.id
      ), sizes as (
        select o.revision, octet_length(o.data) as bytes
        from board b
        join whiteboard_ops o on o.group_id = b.group_id
        union all
        select b.revision + o.n, octet_length(o.data)
        from board b
        cross join given o
      ), kept as (
        select max(s.revision) + 1 as first_revision
        from (
          select z.revision, count(*) over newest as operations, sum(z.bytes) over newest as bytes
          from sizes z
          window newest as (order by z.revision desc)
        ) s
        where s.operations > \(WhiteboardLimits.operationsKept) or s.bytes > \(WhiteboardLimits.operationBytesKept)
      ), behind as (
        select b.first_revision <= \(update.baseRevision)::bigint + 1
          and coalesce(sum(s.bytes), 0) <= \(WhiteboardLimits.operationBytesMissed) as answers_missed
        from board b
        left join sizes s on s.revision > \(update.baseRevision) and s.revision <= b.revision
        group by b.first_revision
      ), changed as (
        update whiteboards w
        set revision = b.revision + \(operations.count), updated_at = now(),
          first_revision = greatest(b.first_revision, k.first_revision),
          element_count = b.element_count + g.elements, element_bytes = b.element_bytes + g.bytes
        from board b
        cross join growth g
        cross join kept k
        where w.group_id = b.group_id and b.revision >= \(update.baseRevision)
          and b.element_count + g.elements <= \(WhiteboardLimits.elements)
          and b.element_bytes + g.bytes <= \(WhiteboardLimits.elementBytes)
        returning w.group_id, w.revision, w.first_revision
      ), put as (
        insert into whiteboard_elements (group_id, id, value)
        select c.group_id, l.id, l.value from changed c cross join latest l where l.value is not null
        on conflict on constraint whiteboard_elements_pkey do update set value = excluded.value
      ), taken as (
        delete from whiteboard_elements e
        using changed c cross join latest l
        where e.group_id = c.group_id and e.id = l.id and l.value is null
      ), added as (
        insert into whiteboard_ops (group_id, revision, author_id, data)
        select b.group_id, b.revision + o.n, \(author), o.data
        from board b
        join changed c on c.group_id = b.group_id
        join given o on b.revision + o.n >= c.first_revision
      ), forgotten as (
        delete from whiteboard_ops o
        using changed c
        where o.group_id = c.group_id and o.revision < c.first_revision
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'group:' || c.group_id, 'WHITEBOARD_CHANGED', 'whiteboard_' || c.group_id,
          jsonb_build_object('groupId', c.group_id, 'from', b.revision + 1, 'to', c.revision)
        from changed c
        join board b on b.group_id = c.group_id
      ), missed as (
        select o.revision, o.author_id, o.data, o.at
        from board b
        join behind h on h.answers_missed
        join whiteboard_ops o on o.group_id = b.group_id
        where o.revision > \(update.baseRevision)
      )
      select b.revision as revision_before, c.revision is not null as is_applied, c.revision, h.answers_missed,
        m.revision as op_revision, m.author_id as op_author_id, m.data as op_data, m.at as op_at
      from board b
      cross join behind h
      left join changed c on true
      left join missed m on c.revision is not null
      order by m.revision
      """
    ).onBehalf(of: .user(author))
  }
}

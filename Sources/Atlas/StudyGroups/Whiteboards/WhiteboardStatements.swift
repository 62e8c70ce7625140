import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The statements that read whiteboards.
enum WhiteboardStatements {
  /// The Base64 of a JSON object with the elements of the board `w`. PostgreSQL breaks Base64 into lines.
  private static let snapshot: StaticString = """
    (
        select translate(encode(convert_to(coalesce(json_object_agg(e.id, e.value order by e.id)::text, '{}'), 'UTF8'), \
    'base64'), chr(10), '')
        from whiteboard_elements e
        where e.group_id = w.group_id
      ) as snapshot
    """

  private static let columns = ColumnList(
    "w.group_id", "w.revision", "w.updated_at", snapshot, required: ["group_id"])

  /// Whiteboards are for the members of their group and for ADMIN.
  static func byID(_ groups: [Int64], _ selected: Selected, _ audience: StudyGroupAudience) -> Query {
    Query(
      "whiteboards.byID",
      """
      select \(columns, selected)
      from whiteboards w
      cross join \(fragment: audience.relation)
      where w.group_id = any(\(groups)) and \(fragment: audience.seesInside("w.group_id"))
      """
    ).onBehalf(of: audience.privateRows)
  }

  /// The operations behind a revision of each board, in order; none where some of them are deleted.
  static func operations(
    _ groups: [Int64], after revision: Int, limit: Int, _ audience: StudyGroupAudience
  ) -> Query {
    Query(
      "whiteboards.operations",
      """
      select w.group_id, c.revision, c.author_id, c.data, c.at
      from whiteboards w
      cross join \(fragment: audience.relation)
      cross join lateral (
        select o.revision, o.author_id, o.data, o.at
        from whiteboard_ops o
        where o.group_id = w.group_id and o.revision > \(revision) and w.first_revision <= \(revision)::bigint + 1
        order by o.revision
        limit \(limit)
      ) c
      where w.group_id = any(\(groups)) and \(fragment: audience.seesInside("w.group_id"))
      order by w.group_id, c.revision
      """
    ).onBehalf(of: audience.privateRows)
  }

  /// What happened on a board behind a revision: the operations, or the snapshot where some of these are deleted.
  ///
  /// - Parameter last: the last revision to be told of; nil tells of all.
  static func change(
    _ group: Int64, after revision: Int, through last: Int?, _ audience: StudyGroupAudience
  ) -> Query {
    Query(
      "whiteboards.change",
      """
      select case when k.is_kept then t.revision else w.revision end as revision, s.snapshot,
        o.revision as op_revision, o.author_id as op_author_id, o.data as op_data, o.at as op_at
      from whiteboards w
      cross join \(fragment: audience.relation)
      cross join lateral (select coalesce(\(last)::int, w.revision) as revision) t
      cross join lateral (select w.first_revision <= \(revision)::bigint + 1 as is_kept) k
      left join lateral (select \(unsafeRawSQL: snapshot) where not k.is_kept) s on true
      left join whiteboard_ops o
        on k.is_kept and o.group_id = w.group_id and o.revision > \(revision) and o.revision <= t.revision
      where w.group_id = \(group) and \(fragment: audience.seesInside("w.group_id"))
      order by o.revision
      """
    ).onBehalf(of: audience.privateRows)
  }
}

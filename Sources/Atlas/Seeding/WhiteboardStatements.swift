import DemoContent
import Postgres

/// The statement about the demo's whiteboard.
enum WhiteboardStatements {
  /// What a new group has drawn: a board, an operation for each element, and the elements.
  ///
  /// - Parameter ids: the new groups.
  static func draw(_ elements: [DemoElement], group: String, author: String, among ids: [Int64]) -> Query {
    Query(
      "seeding.drawWhiteboard",
      """
      with given as (
        select e.id, e.value::json as value, e.n
        from unnest(\(elements.map(\.id)), \(elements.map(\.value))) with ordinality as e(id, value, n)
      ), board as (
        insert into whiteboards (group_id, revision, element_count, element_bytes)
        select g.id, s.elements, s.elements, s.bytes
        from study_groups g
        cross join (
          select count(*) as elements, sum(octet_length(e.id) + octet_length(e.value::text)) as bytes from given e
        ) s
        where g.name = \(group) and g.id = any(\(ids))
        returning group_id
      ), drawn as (
        insert into whiteboard_ops (group_id, revision, author_id, data)
        select b.group_id, e.n, u.id,
          translate(
            encode(convert_to(json_build_object('id', e.id, 'value', e.value)::text, 'UTF8'), 'base64'), chr(10), '')
        from board b
        cross join given e
        join users u on u.email = \(author)
      )
      insert into whiteboard_elements (group_id, id, value)
      select b.group_id, e.id, e.value from board b cross join given e
      """
    ).onBehalf(of: .system)
  }
}

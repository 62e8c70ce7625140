import Postgres

/// What a reader may read, as expressions: the conditions of the items' owners, Catalog and ContentLibrary, once more,
/// for what was made of items earlier.
struct PassageRights: Sendable {
  /// The reader's row key, an expression that may be null.
  let userID: Query
  /// Whether the reader reads everything, an expression.
  let isAdmin: Query

  /// For whom only what is public is there.
  static let ofEverybody = PassageRights(userID: "null::bigint", isAdmin: "false")

  /// The version of an item, null where it is not there for the reader.
  ///
  /// - Parameter kind: DIAGRAM, LAB, INCIDENT, ATOM or CONTENT.
  func version(kind: Query, id: Query) -> Query {
    """
    case \(fragment: kind)
          when 'DIAGRAM' then (
            select x.version from diagrams x
            where x.id = \(fragment: id)
              and (x.status = 'PUBLISHED' or x.author_id = \(fragment: userID) or \(fragment: isAdmin))
          )
          when 'LAB' then (
            select x.version from labs x
            where x.id = \(fragment: id)
              and (x.status = 'PUBLISHED' or x.author_id = \(fragment: userID) or \(fragment: isAdmin))
          )
          when 'INCIDENT' then (select x.version from incidents x where x.id = \(fragment: id))
          when 'CONTENT' then (
            select x.version from contents x
            where x.id = \(fragment: id)
              and (x.status = 'COMPLETED' or x.owner_id = \(fragment: userID) or \(fragment: isAdmin))
          )
          when 'ATOM' then (
            select x.version from atoms x
            where x.id = \(fragment: id) and (x.published or \(fragment: isAdmin) or case
              when x.content_id is null then x.author_id = \(fragment: userID)
              else exists (select from contents o where o.id = x.content_id and o.owner_id = \(fragment: userID)) end)
          )
        end
    """
  }

  /// Whether one of some items cannot be read any more, or is not what it was: a condition.
  ///
  /// - Parameter sources: JSON as in `tutor_answer_cache.sources`.
  func cannotRead(oneOf sources: Query) -> Query {
    """
    exists (
          select from jsonb_to_recordset(\(fragment: sources)) as s(kind text, id bigint, version int)
          where (\(fragment: version(kind: "s.kind", id: "s.id"))) is distinct from s.version
        )
    """
  }

  /// Whether there is anything that the reader may read and others may not: a condition.
  var seesDrafts: Query {
    """
    (\(fragment: isAdmin)
          or exists (select from diagrams x where x.author_id = \(fragment: userID) and x.status <> 'PUBLISHED')
          or exists (select from labs x where x.author_id = \(fragment: userID) and x.status <> 'PUBLISHED')
          or exists (select from contents x where x.owner_id = \(fragment: userID) and x.status <> 'COMPLETED')
          or exists (select from atoms x where x.author_id = \(fragment: userID) and not x.published)
          or exists (
            select from contents o join atoms x on x.content_id = o.id
            where o.owner_id = \(fragment: userID) and not x.published
          ))
    """
  }
}

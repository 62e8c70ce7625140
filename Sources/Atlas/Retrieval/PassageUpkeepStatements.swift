import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What keeps passages and vectors as the items are. Items are other domains', and are only read here.
enum PassageUpkeepStatements {
  /// Waits until no other instance cuts, and lets nobody until the transaction ends. A statement of its own: the next one
  /// sees what the others have done.
  static let takeTurn = Query(
    "retrieval.takeTurn", "select pg_advisory_xact_lock(hashtextextended('atlas.passages', 0))")

  /// The same without waiting: one row, whether it is this one's turn.
  static let tryTurn = Query(
    "retrieval.tryTurn", "select pg_try_advisory_xact_lock(hashtextextended('atlas.passages', 0)) as is_ours")

  /// Items whose passages are missing, of another version, or cut by another chunker. Nothing is read of what learners do
  /// not get to see: neither solutions nor checks nor hints.
  static func stale(chunker: String, limit: Int) -> Query {
    Query(
      "retrieval.staleItems",
      """
      (
        select 'DIAGRAM' as kind, d.id, d.version, d.updated_at::text as changed_at, d.title,
          concat_ws(', ', d.category, nullif(array_to_string(d.tags, ', '), '')) as keywords,
          d.description as first_text, d.mermaid_source as second_text, null::text as third_text
        from diagrams d
        where \(fragment: isStale("diagram_id", "d", chunker))
        limit \(limit)
      ) union all (
        select 'LAB', l.id, l.version, l.updated_at::text, l.title,
          concat_ws(', ', l.category, nullif(array_to_string(l.tags, ', '), '')), l.summary, l.instructions, null
        from labs l
        where \(fragment: isStale("lab_id", "l", chunker))
        limit \(limit)
      ) union all (
        select 'INCIDENT', n.id, n.version, n.updated_at::text, n.title,
          concat_ws(', ', n.company, nullif(array_to_string(n.tags, ', '), '')), n.description, n.root_cause, n.lessons
        from incidents n
        where \(fragment: isStale("incident_id", "n", chunker))
        limit \(limit)
      ) union all (
        select 'ATOM', a.id, a.version, a.updated_at::text, a.title, array_to_string(a.concepts, ', '), a.body, null, null
        from atoms a
        where \(fragment: isStale("atom_id", "a", chunker))
        limit \(limit)
      )
      limit \(limit)
      """)
  }

  private static func isStale(_ column: StaticString, _ table: StaticString, _ chunker: String) -> Query {
    """
    not exists (
            select
            from passage_items i
            where i.\(unsafeRawSQL: column) = \(unsafeRawSQL: table).id and i.version = \(unsafeRawSQL: table).version
              and i.changed_at = \(unsafeRawSQL: table).updated_at and i.chunker = \(chunker)
          )
    """
  }

  /// Stores the passages of an item as it was read. Those whose text is the same keep their rows.
  static func store(_ source: PassageSource, as item: GlobalID, _ passages: [PassageDraft], chunker: String) -> Query {
    let column = column(of: item.kind)
    return Query(
      "retrieval.storePassages",
      """
      with given as (
        select \(source.context)::text as context, g.heading, g.body, g.position::int as position
        from unnest(\(passages.map(\.heading)), \(passages.map(\.body))) with ordinality as g(heading, body, position)
      ), item as (
        insert into passage_items as i (\(fragment: column), version, changed_at, chunker)
        values (\(item.key), \(source.row[PassageSource.version])::int,
          \(source.row[PassageSource.changedAt])::timestamptz, \(chunker))
        on conflict (\(fragment: column)) where \(fragment: column) is not null do update
        set version = excluded.version, changed_at = excluded.changed_at, chunker = excluded.chunker, leased_until = null
        returning i.id
      ), gone as (
        delete from passages p using item i
        where p.item_id = i.id and not exists (select from given g where \(fragment: isSame))
      ), moved as (
        update passages p set position = g.position
        from item i, given g
        where p.item_id = i.id and \(fragment: isSame) and p.position <> g.position
      )
      insert into passages (item_id, position, context, heading, body)
      select i.id, g.position, g.context, g.heading, g.body
      from item i cross join given g
      where not exists (select from passages p where p.item_id = i.id and \(fragment: isSame))
      order by g.position
      """)
  }

  private static let isSame: Query =
    "g.context = p.context and g.heading is not distinct from p.heading and g.body = p.body"

  private static func column(of kind: EntityKind) -> Query {
    switch kind {
    case .diagram: "diagram_id"
    case .lab: "lab_id"
    case .incident: "incident_id"
    default: "atom_id"
    }
  }

  /// Says whose passages or vectors have changed.
  static func tell(_ items: [GlobalID]) -> Query {
    Query("retrieval.tell", "\(fragment: told(items, from: "(select) x"))")
  }

  /// `insert into events ...`, unless there is no row in a part of the statement.
  static func told(_ items: [GlobalID], from part: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
      select 'passages', 'PASSAGES_CHANGED', '*', jsonb_build_object('items', to_jsonb(\(items.map(\.id.value))::text[]))
      where exists (select from \(fragment: part))
    """
  }
}

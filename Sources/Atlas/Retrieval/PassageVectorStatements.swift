import AtlasKernel
import Postgres

/// Vectors of passages: made by one instance, read by all.
extension PassageUpkeepStatements {
  /// Takes items with passages that have no vector of an embedder. Nobody else gets them until the lease is over. One row
  /// for each passage.
  ///
  /// - Parameter excluded: passages that the embedder has refused.
  static func claim(_ embedder: VectorMark, excluded: [Int64], limit: Int, lease: Duration) -> Query {
    Query(
      "retrieval.claimVectorless",
      """
      with due as (
        select i.id
        from passage_items i
        where (i.leased_until is null or i.leased_until <= now())
          and exists (select from passages p where p.item_id = i.id and \(fragment: isVectorless(embedder, excluded)))
        order by i.id
        limit \(limit)
        for update of i skip locked
      ), claimed as (
        update passage_items i set leased_until = now() + make_interval(secs => \(lease / .seconds(1)))
        from due u
        where i.id = u.id
        returning i.id, i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.leased_until
      )
      select p.id, i.id as source_id, \(fragment: itemColumns), p.context, p.heading, p.body,
        i.leased_until::text as lease
      from claimed i
      join passages p on p.item_id = i.id
      where \(fragment: isVectorless(embedder, excluded))
      order by p.id
      """)
  }

  /// One row: whether a passage is without a vector of an embedder.
  static func isVectorless(_ embedder: VectorMark, excluded: [Int64]) -> Query {
    Query(
      "retrieval.isVectorless",
      "select exists (select from passages p where \(fragment: isVectorless(embedder, excluded))) as is_vectorless")
  }

  private static func isVectorless(_ embedder: VectorMark, _ excluded: [Int64]) -> Query {
    """
    p.id <> all(\(excluded)) and not exists (
              select
              from passage_vectors v
              where v.passage_id = p.id and v.embedder = \(embedder.name)
                and v.dimensions = \(Int32(clamping: embedder.dimensions))
            )
    """
  }

  /// `kind` and `item_id` of `i`.
  private static let itemColumns: Query = """
    case when i.diagram_id is not null then 'DIAGRAM' when i.lab_id is not null then 'LAB'
            when i.incident_id is not null then 'INCIDENT' else 'ATOM' end as kind,
          coalesce(i.diagram_id, i.lab_id, i.incident_id, i.atom_id) as item_id
    """

  /// Gives back what was claimed, unless somebody else has it by now.
  static func release(_ sources: [Int64], _ lease: String) -> Query {
    Query(
      "retrieval.releaseItems",
      """
      update passage_items set leased_until = null
      where id = any(\(sources)) and leased_until = \(lease)::text::timestamptz
      """)
  }

  /// Stores vectors, given one behind another, of those passages that are still there, and says so.
  static func store(_ bytes: [UInt8], of passages: [Int64], items: [GlobalID], _ embedder: VectorMark) -> Query {
    let width = Int32(clamping: embedder.dimensions * 4)
    return Query(
      "retrieval.storeVectors",
      """
      with there as (
        select p.id from passages p where p.id = any(\(passages)) for key share
      ), made as (
        insert into passage_vectors as v (passage_id, embedder, dimensions, vector)
        select t.id, \(embedder.name), \(width)::int / 4,
          substring(b.bytes from ((g.n - 1) * \(width) + 1)::int for \(width)::int)
        from (select \(bytes)::bytea as bytes) b
        cross join unnest(\(passages)) with ordinality as g(id, n)
        join there t on t.id = g.id
        on conflict (passage_id, embedder) do update
        set dimensions = excluded.dimensions, vector = excluded.vector, created_at = now()
        returning v.passage_id
      )
      \(fragment: told(items, from: "made"))
      """)
  }

  /// The next vectors of an embedder behind a passage, by passage.
  static func vectors(_ embedder: VectorMark, after passage: Int64, limit: Int) -> Query {
    Query("retrieval.vectors", vectors(embedder, "p.id > \(passage)", " limit \(limit)"))
  }

  /// All vectors of some items, by passage.
  static func vectors(_ embedder: VectorMark, of items: [GlobalID]) -> Query {
    let condition: Query = """
      (i.diagram_id = any(\(items.keys(.diagram))) or i.lab_id = any(\(items.keys(.lab)))
          or i.incident_id = any(\(items.keys(.incident))) or i.atom_id = any(\(items.keys(.atom))))
      """
    return Query("retrieval.vectorsOfItems", vectors(embedder, condition, ""))
  }

  /// With whom the item is public to, or belongs to: what narrows a search, and decides nothing.
  private static func vectors(_ embedder: VectorMark, _ condition: Query, _ limit: Query) -> Query {
    """
    select p.id, \(fragment: itemColumns), v.vector,
          coalesce(d.status = 'PUBLISHED', l.status = 'PUBLISHED', a.published, true) as is_public,
          coalesce(d.author_id, l.author_id, case when a.content_id is null then a.author_id else c.owner_id end)
            as owner_id
        from passages p
        join passage_items i on i.id = p.item_id
        join passage_vectors v on v.passage_id = p.id and v.embedder = \(embedder.name)
          and v.dimensions = \(Int32(clamping: embedder.dimensions))
        \(fragment: PassageRights.items)
        where \(fragment: condition)
        order by p.id\(fragment: limit)
    """
  }

  /// Which of some items have no passages any more: `kind` and `item_id`.
  static func gone(_ items: [GlobalID]) -> Query {
    Query(
      "retrieval.goneItems",
      """
      \(fragment: gone("DIAGRAM", "diagram_id", items.keys(.diagram)))
      union all
      \(fragment: gone("LAB", "lab_id", items.keys(.lab)))
      union all
      \(fragment: gone("INCIDENT", "incident_id", items.keys(.incident)))
      union all
      \(fragment: gone("ATOM", "atom_id", items.keys(.atom)))
      """)
  }

  private static func gone(_ kind: StaticString, _ column: StaticString, _ keys: [Int64]) -> Query {
    """
    select '\(unsafeRawSQL: kind)' as kind, x.id as item_id
      from unnest(\(keys)) as x(id)
      where not exists (select from passage_items i where i.\(unsafeRawSQL: column) = x.id)
    """
  }

  /// Deletes vectors of former embedders, a week after they were made.
  static func sweep(keeping embedder: VectorMark) -> Sweep {
    Sweep(
      Query(
        "retrieval.sweepVectors",
        """
        delete from passage_vectors v
        where (v.passage_id, v.embedder) in (
          select o.passage_id, o.embedder
          from passage_vectors o
          where o.embedder <> \(embedder.name) and o.created_at < now() - interval '7 days'
          limit 1000
          for update skip locked
        )
        """), batchSize: 1000)
  }
}

/// Whose vectors: those of another name or length are not compared.
struct VectorMark: Sendable {
  let name: String
  let dimensions: Int
}

extension [GlobalID] {
  fileprivate func keys(_ kind: EntityKind) -> [Int64] { compactMap { $0.key(of: kind) } }
}

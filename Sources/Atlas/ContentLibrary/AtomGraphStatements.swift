import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The statements that follow the links between atoms: one for all parents. What the viewer may not see, and what is
/// retired, is no part of the graph.
enum AtomGraphStatements {
  /// Which way a link is followed.
  enum Direction {
    /// To what is to be known before.
    case prerequisites
    /// To what it is a prerequisite of.
    case dependencies
  }

  private static func isThere(_ viewer: Viewer?) -> Query {
    "a.retired_at is null and \(fragment: AtomPolicy.sees(viewer))"
  }

  static func neighbours(
    _ direction: Direction, of atoms: [Int64], _ selected: Selected, viewer: Viewer?
  ) -> Query {
    switch direction {
    case .prerequisites:
      Query(
        "content.prerequisites",
        """
        select l.from_id as parent_id, \(AtomStatements.columns, selected)
        from atom_links l
        join atoms a on a.id = l.to_id and \(fragment: isThere(viewer))
        where l.from_id = any(\(atoms)) and l.kind = 'PREREQUISITE'
        order by l.from_id, \(fragment: AtomStatements.studyOrder)
        """)
    case .dependencies:
      Query(
        "content.dependencies",
        """
        select l.to_id as parent_id, \(AtomStatements.columns, selected)
        from atom_links l
        join atoms a on a.id = l.from_id and \(fragment: isThere(viewer))
        where l.to_id = any(\(atoms)) and l.kind = 'PREREQUISITE'
        order by l.to_id, \(fragment: AtomStatements.studyOrder)
        """)
    }
  }

  /// A relation stands once for both directions.
  static func related(_ atoms: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "content.related",
      """
      select l.parent_id, \(AtomStatements.columns, selected)
      from (
        select from_id as parent_id, to_id as other_id
        from atom_links
        where from_id = any(\(atoms)) and kind = 'RELATED'
        union all
        select to_id, from_id
        from atom_links
        where to_id = any(\(atoms)) and kind = 'RELATED'
      ) l
      join atoms a on a.id = l.other_id and \(fragment: isThere(viewer))
      order by l.parent_id, \(fragment: AtomStatements.studyOrder)
      """)
  }

  /// All that is to be known before some atoms, down to a depth, in study order: each atom behind its own prerequisites,
  /// also those that are so by way of atoms beyond the depth, and where that leaves a choice, in the order of the text.
  /// Whoever needs another atom needs all that this one needs, and it besides: so counting the members that each member
  /// needs puts them in order. There are no cycles.
  static func closure(_ atoms: [Int64], depth: Int, _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "content.prerequisiteClosure",
      """
      with recursive closure(root_id, atom_id, level) as (
        select k.id, k.id, 0 from unnest(\(atoms)) k(id)
        union
        select c.root_id, l.to_id, c.level + 1
        from closure c
        join atom_links l on l.from_id = c.atom_id and l.kind = 'PREREQUISITE'
        join atoms a on a.id = l.to_id and \(fragment: isThere(viewer))
        where c.level < \(depth)
      ), members as (
        select distinct c.root_id, c.atom_id from closure c where c.level > 0
      ), below(atom_id, needed_id) as (
        select m.atom_id, m.atom_id from members m
        union
        select b.atom_id, l.to_id
        from below b
        join atom_links l on l.from_id = b.needed_id and l.kind = 'PREREQUISITE'
      )
      select o.root_id as parent_id, \(AtomStatements.columns, selected)
      from (
        select m.root_id, m.atom_id, count(*) as needs
        from members m
        join below b on b.atom_id = m.atom_id
        join members n on n.root_id = m.root_id and n.atom_id = b.needed_id
        group by m.root_id, m.atom_id
      ) o
      join atoms a on a.id = o.atom_id
      order by o.root_id, o.needs, \(fragment: AtomStatements.studyOrder)
      """)
  }

  /// Where a learner stands with atoms. What nobody can complete locks nothing.
  static func states(of user: Int64, _ atoms: [Int64]) -> Query {
    Query(
      "content.atomStates",
      """
      with asked as (
        select a.id, a.content_id from atoms a where a.id = any(\(atoms))
      ), next as (
        select distinct on (e.content_id) e.id
        from atoms e
        where e.content_id in (select content_id from asked) and e.published
          and not exists (select from atom_completions c where c.user_id = \(user) and c.atom_id = e.id)
          and exists (
            select from atoms o
            join atom_completions c on c.atom_id = o.id and c.user_id = \(user)
            where o.content_id = e.content_id
          )
        order by e.content_id, e.sequence, e.id
      )
      select a.id, case
          when exists (select from atom_completions c where c.user_id = \(user) and c.atom_id = a.id) then 'COMPLETED'
          when exists (
            select from atom_links l
            join atoms p on p.id = l.to_id and p.published
            where l.from_id = a.id and l.kind = 'PREREQUISITE'
              and not exists (select from atom_completions c where c.user_id = \(user) and c.atom_id = p.id)
          ) then 'LOCKED'
          when a.id in (select id from next) then 'IN_PROGRESS'
          else 'AVAILABLE'
        end as state
      from asked a
      """)
  }
}

import AtlasKernel
import Postgres

/// The statements that change links between atoms.
enum AtomLinkStatements {
  /// How many links of a kind begin at an atom at most.
  static let limit = 50

  /// Waits until nobody else changes links of prerequisites, and lets nobody until the transaction ends. A statement of its
  /// own: the next one sees what the others have done. It is the first one of its transaction that locks anything.
  static let takeTurn = Query(
    "content.takeTurnAtLinks", "select pg_advisory_xact_lock(hashtextextended('atlas.atom_links', 0))")

  /// Makes a link or takes it away. Whoever may change the atom that learns of its prerequisite may link it; for related
  /// atoms, whoever may change one of them. Answers one row with the outcome; for a missing atom, with its key.
  static func change(_ link: AtomLink, remove: Bool, by viewer: Viewer, _ origin: Origin) -> Query {
    let kind: Query = "'\(unsafeRawSQL: link.kind)'"
    return Query(
      "content.linkAtoms",
      """
      with recursive ends as (
        select k.id, a.id is not null as is_there, a.content_id, coalesce(\(fragment: AtomPolicy.edits(viewer)), false)
          and (k.id = \(link.from) or \(fragment: kind) = 'RELATED') as may_edit
        from unnest(\([link.from, link.to])) k(id)
        left join atoms a on a.id = k.id and a.retired_at is null and \(fragment: AtomPolicy.sees(viewer))
      ), below(id) as (
        select \(link.to)::bigint where \(fragment: kind) = 'PREREQUISITE' and not \(remove)
        union
        select l.to_id from below b join atom_links l on l.from_id = b.id and l.kind = 'PREREQUISITE'
      ), decided as (
        select case when m.id is not null then 'MISSING'
            when not (select bool_or(e.may_edit) from ends e) then 'FORBIDDEN'
            when \(remove) then 'REMOVED'
            when \(link.from) in (select b.id from below b) then 'CYCLE'
            when (
              select count(*) from atom_links l
              where l.from_id = \(link.from) and l.kind = \(fragment: kind) and l.to_id <> \(link.to)
            ) >= \(limit) then 'FULL'
            else 'LINKED' end as outcome, coalesce(m.id, \(link.from)) as id, 0 as version
        from (select 1) one
        left join lateral (select e.id from ends e where not e.is_there limit 1) m on true
      ), linked as (
        insert into atom_links as l (from_id, to_id, kind)
        select \(link.from), \(link.to), \(fragment: kind) from decided d where d.outcome = 'LINKED'
        on conflict (from_id, kind, to_id) do update set inferred = false where l.inferred
        returning from_id
      ), removed as (
        delete from atom_links l using decided d
        where l.from_id = \(link.from) and l.to_id = \(link.to) and l.kind = \(fragment: kind) and d.outcome = 'REMOVED'
        returning l.from_id
      ), changed as (
        select e.id, e.content_id from ends e
        where exists (select from linked union all select from removed)
      ), announced as (
        \(fragment: ChangeStatements.announceAtoms(from: "changed a"))
      )
      select id, version, outcome from decided
      """)
  }
}

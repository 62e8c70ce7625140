import AtlasAPI
import AtlasKernel
import GraphQLSchema
import Postgres

/// The statement that changes a group. It reads diagrams, labs and incidents, which are Catalog's, and atoms, which are
/// ContentLibrary's.
enum StudyGroupChangeStatements {
  /// Changes what was given of a group, if the version is the expected one. Runs when it is the group's turn.
  static func update(_ change: StudyGroupChange, by viewer: Viewer) -> Query {
    let input = change.input
    let given = input.given
    return Query(
      "studyGroups.update",
      """
      with \(fragment: StudyGroupStanding.part(change.key, viewer)), \(fragment: focus(change.focus)), changed as (
        update study_groups g
        set version = g.version + 1, updated_at = now(),
          name = coalesce(\(input.name)::text, g.name),
          description = case when \(given.has("description")) then \(input.description)::text else g.description end,
          topic = case when \(given.has("topic")) then \(input.topic)::text else g.topic end,
          visibility = coalesce(\(input.visibility?.rawValue)::text, g.visibility),
          max_members = coalesce(\(input.maxMembers)::int, g.max_members),
          focus_diagram_id = case when \(given.has("focus")) then f.diagram_id else g.focus_diagram_id end,
          focus_lab_id = case when \(given.has("focus")) then f.lab_id else g.focus_lab_id end,
          focus_incident_id = case when \(given.has("focus")) then f.incident_id else g.focus_incident_id end,
          focus_atom_id = case when \(given.has("focus")) then f.atom_id else g.focus_atom_id end
        from standing s
        cross join focus f
        where g.id = s.id and s.role in ('OWNER', 'MODERATOR') and f.is_there
          and g.version = coalesce(\(input.expectedVersion)::int, g.version)
          and g.member_count <= coalesce(\(input.maxMembers)::int, g.max_members)
        returning g.id, g.version
      ), published as (
        insert into events (topic, kind, entity, payload)
        \(fragment: StudyGroupNews.updated())
      )
      select s.role, exists (select from changed) as is_done, s.version, s.member_count, f.is_there
      from standing s
      cross join focus f
      """)
  }

  /// The part `focus`: the keys of the item, and whether it is published; nothing is there, too.
  private static func focus(_ focus: StudyGroupFocus?) -> Query {
    """
    focus as (
        select k.diagram_id, k.lab_id, k.incident_id, k.atom_id,
          num_nonnulls(k.diagram_id, k.lab_id, k.incident_id, k.atom_id) = 0
            or exists (select from diagrams d where d.id = k.diagram_id and d.status = 'PUBLISHED')
            or exists (select from labs l where l.id = k.lab_id and l.status = 'PUBLISHED')
            or exists (select from incidents i where i.id = k.incident_id)
            or exists (select from atoms a where a.id = k.atom_id and a.published) as is_there
        from (
          select \(focus?.key(.diagram))::bigint as diagram_id, \(focus?.key(.lab))::bigint as lab_id,
            \(focus?.key(.incident))::bigint as incident_id, \(focus?.key(.atom))::bigint as atom_id
        ) k
      )
    """
  }
}

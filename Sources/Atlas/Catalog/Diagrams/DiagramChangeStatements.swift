import AtlasAPI
import AtlasKernel
import GraphQLSchema
import Postgres

/// The statements that make, change and delete diagrams: each is one statement with its event, and with an audit event
/// where an administrator edits what is somebody else's.
enum DiagramChangeStatements {
  /// Makes a diagram. Answers its key, or the places of links that name nothing; no row where its address is taken.
  static func create(
    _ creation: DiagramCreation, _ atoms: any DiagramAtoms, by author: Int64, slugEnd: String
  ) -> Query {
    let input = creation.input
    return Query(
      "catalog.createDiagram",
      """
      with \(fragment: links(creation.links, atoms)), slug as (
        \(fragment: SlugStatements.free(for: input.title, in: "diagrams", otherwise: "diagram"))
      ), made as (
        insert into diagrams (slug, title, description, category, tags, difficulty, estimated_time, mermaid_source,
          audio_url, image_url, status, author_id, edited_by)
        select s.slug || \(slugEnd)::text, \(input.title), \(input.description),
          \(input.category), \((input.tags ?? []).distinctTags), \((input.difficulty ?? .beginner).rawValue),
          \(input.estimatedTime?.text)::interval, \(input.mermaidSource), \(input.audioUrl), \(input.imageUrl),
          \((input.status ?? .draft).rawValue), \(author), \(author)
        from slug s
        where not exists (select from missing)
        on conflict (slug) do nothing
        returning id
      ), skills_linked as (
        insert into diagram_skills (diagram_id, skill_id, position)
        select m.id, k.key, k.position from made m cross join skill_links k
      ), incidents_linked as (
        insert into diagram_incidents (diagram_id, incident_id, position)
        select m.id, k.key, k.position from made m cross join incident_links k
      ), \(fragment: atoms.linking(creation.atoms.keys, diagram: "m.id", from: "made m")), announced as (
        insert into events (topic, kind, entity)
        select 'diagram:' || m.id, 'DIAGRAM_CREATED', 'diagram_' || m.id from made m
      )
      select m.id, null::int as member, null::int as position from made m
      union all
      select null, x.member, x.position from missing x
      """)
  }

  /// Waits for others who edit a diagram.
  static func lock(_ id: Int64) -> Query {
    Query("catalog.lockDiagram", "select d.id from diagrams d where d.id = \(id) for no key update")
  }

  /// Changes what was given of a diagram and keeps what was there as a revision, if the version is the expected one.
  /// Reads diagram_completions and progress_events of the progress domain: what learners know does not become a draft.
  static func update(
    _ change: DiagramChange, _ atoms: any DiagramAtoms, by editor: Editor, _ origin: Origin
  ) -> Query {
    let input = change.input
    let given = input.given
    return Query(
      "catalog.updateDiagram",
      """
      with before as (
        \(fragment: before(change.key, editor))
        for no key update of d
      ), \(fragment: links(change.links, atoms)), changed as (
        update diagrams d
        set version = b.version + 1, updated_at = now(), edited_by = \(editor.userID),
          title = coalesce(\(input.title)::text, b.title),
          description = case when \(given.has("description")) then \(input.description)::text else b.description end,
          category = coalesce(\(input.category)::text, b.category),
          tags = case when \(given.has("tags")) then \((input.tags ?? []).distinctTags) else b.tags end,
          difficulty = coalesce(\(input.difficulty?.rawValue)::text, b.difficulty),
          estimated_time = case when \(given.has("estimatedTime")) then \(input.estimatedTime?.text)::interval
            else b.estimated_time end,
          mermaid_source = coalesce(\(input.mermaidSource)::text, b.mermaid_source),
          audio_url = case when \(given.has("audioUrl")) then \(input.audioUrl)::text else b.audio_url end,
          image_url = case when \(given.has("imageUrl")) then \(input.imageUrl)::text else b.image_url end,
          status = coalesce(\(input.status?.rawValue)::text, b.status)
        from before b
        where d.id = b.id and b.may_edit and b.version = coalesce(\(input.expectedVersion)::int, b.version)
          and not exists (select from missing)
          and not (b.has_history and b.status <> 'DRAFT' and \(input.status == .draft))
        returning d.id, d.version, d.status
      ), kept as (
        insert into diagram_revisions (diagram_id, version, title, description, category, tags, difficulty,
          estimated_time, mermaid_source, audio_url, image_url, status, edited_by, edited_at)
        select b.id, b.version, b.title, b.description, b.category, b.tags, b.difficulty, b.estimated_time,
          b.mermaid_source, b.audio_url, b.image_url, b.status, b.edited_by, b.updated_at
        from before b
        join changed c on c.id = b.id
      ), skills_unlinked as (
        delete from diagram_skills j using changed c
        where j.diagram_id = c.id and \(given.has("skillIds")) and j.skill_id <> all(\(change.skills.keys))
      ), skills_linked as (
        insert into diagram_skills (diagram_id, skill_id, position)
        select c.id, k.key, k.position from changed c cross join skill_links k
        on conflict (diagram_id, skill_id) do update set position = excluded.position
      ), incidents_unlinked as (
        delete from diagram_incidents j using changed c
        where j.diagram_id = c.id and \(given.has("incidentIds")) and j.incident_id <> all(\(change.incidents.keys))
      ), incidents_linked as (
        insert into diagram_incidents (diagram_id, incident_id, position)
        select c.id, k.key, k.position from changed c cross join incident_links k
        on conflict (diagram_id, incident_id) do update set position = excluded.position
      ), \(fragment: atoms.linking(
        change.atoms.keys, diagram: "c.id", from: "(select x.id from changed x where \(given.has("atomIds"))) c")), announced as (
        insert into events (topic, kind, entity, payload)
        select 'diagram:' || c.id, 'DIAGRAM_UPDATED', 'diagram_' || c.id,
          jsonb_build_object('version', c.version, 'status', c.status)
        from changed c
      ), audited as (
        \(fragment: audit("catalog.diagram_updated", editor, "changed", origin))
      )
      select coalesce(c.version, b.version) as version, c.id is not null as is_done, b.may_edit, b.status, b.has_history,
        x.member, x.position
      from before b
      left join changed c on true
      left join missing x on true
      where b.is_visible
      """)
  }

  /// Deletes a diagram that nobody has worked with. Reads diagram_completions and progress_events of the progress domain.
  static func delete(_ id: Int64, expectedVersion: Int?, by editor: Editor, _ origin: Origin) -> Query {
    Query(
      "catalog.deleteDiagram",
      """
      with before as (
        \(fragment: before(id, editor))
        for update of d
      ), gone as (
        delete from diagrams d
        using before b
        where d.id = b.id and b.may_edit and b.version = coalesce(\(expectedVersion)::int, b.version)
          and not b.has_history
        returning d.id
      ), announced as (
        insert into events (topic, kind, entity)
        select 'diagram:' || g.id, 'DIAGRAM_DELETED', 'diagram_' || g.id from gone g
      ), audited as (
        \(fragment: audit("catalog.diagram_deleted", editor, "gone", origin))
      )
      select b.version, g.id is not null as is_done, b.may_edit, b.status, b.has_history
      from before b
      left join gone g on true
      where b.is_visible
      """)
  }

  /// The links of an input, and the places of those that name nothing.
  ///
  /// - Parameter links: to skills, incidents and atoms, in this order.
  private static func links(_ links: [LinkedKeys], _ atoms: any DiagramAtoms) -> Query {
    """
    skill_links as (
        \(fragment: links[0].relation)
      ), incident_links as (
        \(fragment: links[1].relation)
      ), atom_links as (
        \(fragment: links[2].relation)
      ), missing as (
        select 0 as member, k.position
        from skill_links k
        where not exists (select from skills s where s.id = k.key)
        union all
        select 1, k.position
        from incident_links k
        where not exists (select from incidents i where i.id = k.key)
        union all
        select 2, k.position
        from atom_links k
        where not \(fragment: atoms.isKnown("k.key"))
      )
    """
  }

  /// A diagram as it is, locked by what the caller adds, with what its editor may do.
  private static func before(_ id: Int64, _ editor: Editor) -> Query {
    """
    select d.id, d.version, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time,
          d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id, d.edited_by, d.updated_at,
          \(fragment: editor.mayEdit("d.author_id")) as may_edit,
          d.status = 'PUBLISHED' or \(fragment: editor.mayEdit("d.author_id")) as is_visible,
          exists (select from diagram_completions c where c.diagram_id = d.id)
            or exists (select from progress_events e where e.diagram_id = d.id) as has_history
        from diagrams d
        where d.id = \(id)
    """
  }

  private static func audit(_ action: String, _ editor: Editor, _ relation: StaticString, _ origin: Origin) -> Query {
    AuditTrail.record(
      action, by: editor.userID, on: "'diagram_' || b.id",
      from: """
        before b
          join \(unsafeRawSQL: relation) o on o.id = b.id
          where b.author_id is distinct from \(editor.userID)
        """, origin)
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLSchema
import Postgres

/// The statements that make and change incidents: each is one statement with its event, and with an audit event where an
/// administrator edits what is somebody else's.
enum IncidentChangeStatements {
  /// Makes an incident. Answers its key, or the places of diagrams that will not do; no row where its address is taken.
  static func create(_ creation: IncidentCreation, by author: Editor, slugEnd: String) -> Query {
    let input = creation.input
    return Query(
      "catalog.createIncident",
      """
      with \(fragment: links(creation.diagrams, of: nil, author)), slug as (
        \(fragment: SlugStatements.free(for: input.title, in: "incidents", otherwise: "incident"))
      ), made as (
        insert into incidents (slug, company, title, description, occurred_on, severity, root_cause, lessons, source_url,
          tags, author_id)
        select s.slug || \(slugEnd)::text, \(input.company), \(input.title),
          \(input.description), \(input.occurredOn?.text)::date, \(input.severity?.rawValue), \(input.rootCause),
          \(input.lessons), \(input.sourceUrl), \((input.tags ?? []).distinctTags), \(author.userID)
        from slug s
        where not exists (select from refused)
        on conflict (slug) do nothing
        returning id
      ), linked as (
        insert into diagram_incidents (diagram_id, incident_id, position)
        select k.key, m.id, k.position from made m cross join diagram_links k
      ), announced as (
        insert into events (topic, kind, entity)
        select 'incident:' || m.id, 'INCIDENT_CREATED', 'incident_' || m.id from made m
      )
      select m.id, null::int as position, null::boolean as is_there from made m
      union all
      select null, x.position, x.is_there from refused x
      order by position
      """)
  }

  /// Waits for others who edit an incident.
  static func lock(_ id: Int64) -> Query {
    Query("catalog.lockIncident", "select i.id from incidents i where i.id = \(id) for no key update")
  }

  /// Changes what was given of an incident, if the version is the expected one. Links to diagrams that are not the
  /// editor's to edit stay as they are.
  static func update(_ change: IncidentChange, by editor: Editor, _ origin: Origin) -> Query {
    let input = change.input
    let given = input.given
    return Query(
      "catalog.updateIncident",
      """
      with before as (
        select i.id, i.version, i.company, i.title, i.description, i.occurred_on, i.severity, i.root_cause, i.lessons,
          i.source_url, i.tags, i.author_id, \(fragment: editor.mayEdit("i.author_id")) as may_edit
        from incidents i
        where i.id = \(change.key)
        for no key update of i
      ), \(fragment: links(change.diagrams, of: change.key, editor)), changed as (
        update incidents i
        set version = b.version + 1, updated_at = now(),
          company = coalesce(\(input.company)::text, b.company), title = coalesce(\(input.title)::text, b.title),
          description = coalesce(\(input.description)::text, b.description),
          occurred_on = case when \(given.has("occurredOn")) then \(input.occurredOn?.text)::date else b.occurred_on end,
          severity = case when \(given.has("severity")) then \(input.severity?.rawValue)::text else b.severity end,
          root_cause = case when \(given.has("rootCause")) then \(input.rootCause)::text else b.root_cause end,
          lessons = case when \(given.has("lessons")) then \(input.lessons)::text else b.lessons end,
          source_url = case when \(given.has("sourceUrl")) then \(input.sourceUrl)::text else b.source_url end,
          tags = case when \(given.has("tags")) then \((input.tags ?? []).distinctTags) else b.tags end
        from before b
        where i.id = b.id and b.may_edit and b.version = coalesce(\(input.expectedVersion)::int, b.version)
          and not exists (select from refused)
        returning i.id, i.version
      ), unlinked as (
        delete from diagram_incidents j
        using changed c, diagrams d
        where j.incident_id = c.id and \(given.has("diagramIds")) and j.diagram_id <> all(\(change.diagrams.keys))
          and d.id = j.diagram_id and \(fragment: editor.mayEdit("d.author_id"))
      ), linked as (
        insert into diagram_incidents (diagram_id, incident_id, position)
        select k.key, c.id, k.position from changed c cross join diagram_links k
        on conflict (diagram_id, incident_id) do nothing
      ), announced as (
        insert into events (topic, kind, entity, payload)
        select 'incident:' || c.id, 'INCIDENT_UPDATED', 'incident_' || c.id, jsonb_build_object('version', c.version)
        from changed c
      ), audited as (
        \(fragment: AuditTrail.record(
          "catalog.incident_updated", by: editor.userID, on: "'incident_' || b.id",
          from: "before b join changed o on o.id = b.id where b.author_id is distinct from \(editor.userID)", origin))
      )
      select coalesce(c.version, b.version) as version, c.id is not null as is_done, b.may_edit, '' as state,
        false as has_history, x.position, x.is_there
      from before b
      left join changed c on true
      left join refused x on true
      order by x.position
      """)
  }

  /// The diagrams of an input, and the places of those that are not there, or not for the editor to see, or not the
  /// editor's to edit and not linked yet.
  ///
  /// - Parameter incident: the one that is changed; nil for one that is made, which has no links yet.
  private static func links(_ diagrams: LinkedKeys, of incident: Int64?, _ editor: Editor) -> Query {
    """
    diagram_links as (
        \(fragment: diagrams.relation)
      ), refused as (
        select k.position, d.id is not null as is_there
        from diagram_links k
        left join diagrams d
          on d.id = k.key and (d.status = 'PUBLISHED' or \(fragment: editor.mayEdit("d.author_id")))
        where d.id is null
          or not \(fragment: editor.mayEdit("d.author_id")) and not exists (
            select from diagram_incidents j where j.diagram_id = d.id and j.incident_id = \(incident)::bigint
          )
      )
    """
  }
}

import AtlasAPI
import AtlasKernel
import Files
import GraphQLSchema
import Postgres

/// The statements of authors: each writes a lab with its parts, its event and, where an admin acts on somebody else's
/// lab, its audit event.
enum LabChangeStatements {
  /// Makes a lab. Answers its id, or nothing, with what is wrong with the references, and whether the uploads were there
  /// to be claimed. Where all is well but the id, another lab took the name for addresses at the same moment: then the
  /// transaction must come to nothing, for the uploads are claimed.
  static func create(_ change: LabChange, _ uploads: [ReceivedUpload], author: Viewer) -> Query {
    Query(
      "catalog.createLab",
      """
      with recursive \(fragment: LabReferenceStatements.wanted(change, of: nil, by: author)),
      \(fragment: ReceivedUpload.claiming(uploads, when: "not exists (select from refused)")), slug as (
        \(fragment: SlugStatements.free(for: change.title ?? "", in: "labs", otherwise: "lab"))
      ), changed as (
        insert into labs (slug, title, summary, difficulty, category, tags, instructions, estimated_time, time_limit,
          status, author_id, environment_kind, environment_spec)
        select s.slug, \(change.title)::text, \(change.summary)::text, \(change.difficulty?.rawValue)::text,
          \(change.category)::text, \(change.tags)::text[], \(change.instructions)::text,
          \(change.estimatedTime?.text)::interval, \(change.timeLimit?.text)::interval,
          coalesce(\(change.status?.rawValue)::text, 'DRAFT'), \(author.userID)::bigint,
          \(change.environmentKind)::text, \(change.environmentSpecification)::text
        from slug s
        where not exists (select from refused) and (\(uploads.isEmpty) or exists (select from claimed_uploads))
        on conflict (slug) do nothing
        returning id, version
      )\(fragment: parts(change)), \(fragment: published("LAB_UPDATED"))
      select c.id, \(uploads.isEmpty) or exists (select from claimed_uploads) as claimed, r.list, r.n, r.problem
      from (select 1) as one
      left join changed c on true
      left join refused r on true
      order by r.list, r.n
      """)
  }

  /// Holds a lab until the end of the transaction, so that the next statement sees the parts that others wrote before.
  static func lock(_ lab: Int64) -> Query {
    Query("catalog.lockLab", "select l.id from labs l where l.id = \(lab) for update")
  }

  /// Changes what was given of a lab. Answers how it went, the version and status that were there, and what is wrong
  /// with the references; nothing where there is no such lab for the viewer. A lab at which somebody has worked does not
  /// become a draft again: whose work it was does not matter here, and the uploads are known to be the viewer's.
  static func update(
    _ lab: Int64, _ change: LabChange, _ uploads: [ReceivedUpload], expectedVersion: Int?, by viewer: Viewer,
    _ origin: Origin
  ) -> Query {
    Query(
      "catalog.updateLab",
      """
      with recursive \(fragment: target(lab, viewer)), \
      \(fragment: worked("\(change.status == .draft) and t.status <> 'DRAFT'")),
      \(fragment: LabReferenceStatements.wanted(change, of: lab, by: viewer)), current as (
        select t.id, t.author_id
        from target t
        where t.may_edit and t.version = coalesce(\(expectedVersion)::int, t.version)
          and not exists (select from refused) and not exists (select from worked)
      ), \(fragment: ReceivedUpload.claiming(uploads, when: "exists (select from current)")), changed as (
        update labs l
        set \(fragment: columns(change))
        from current t
        where l.id = t.id and (\(uploads.isEmpty) or exists (select from claimed_uploads))
        returning l.id, l.version, t.author_id
      )\(fragment: parts(change)), \(fragment: published("LAB_UPDATED")), \
      \(fragment: audited("catalog.lab_updated", viewer, origin))
      select case
          when not t.may_edit then 'FORBIDDEN'
          when t.version <> coalesce(\(expectedVersion)::int, t.version) then 'STALE'
          when r.list is not null then 'REFUSED'
          when exists (select from worked) then 'NO_DRAFT'
          when not exists (select from changed) then 'USED'
          else 'CHANGED'
        end as outcome, t.version::bigint as version, t.status, r.list, r.n, r.problem
      from target t
      left join refused r on true
      order by r.list, r.n
      """
    ).onBehalf(of: .system)
  }

  /// Removes a lab at which nobody has worked. Answers how it went, with the version and status that were there;
  /// nothing where there is no such lab for the viewer. What learners did stays, and so does their lab: whose it was
  /// does not matter here.
  static func delete(_ lab: Int64, expectedVersion: Int?, by viewer: Viewer, _ origin: Origin) -> Query {
    Query(
      "catalog.deleteLab",
      """
      with \(fragment: target(lab, viewer)), \(fragment: worked("true")), changed as (
        delete from labs l
        using target t
        where l.id = t.id and t.may_edit and l.version = coalesce(\(expectedVersion)::int, l.version)
          and not exists (select from worked)
        returning l.id, l.version, t.author_id
      )\(fragment: LabFileStatements.dropped(keeping: [])), \(fragment: published("LAB_DELETED")), \
      \(fragment: audited("catalog.lab_deleted", viewer, origin))
      select case
          when not t.may_edit then 'FORBIDDEN'
          when t.version <> coalesce(\(expectedVersion)::int, t.version) then 'STALE'
          when exists (select from worked) then 'WORKED'
          else 'CHANGED'
        end as outcome, t.version::bigint as version, t.status
      from target t
      """
    ).onBehalf(of: .system)
  }
}

extension LabChangeStatements {
  /// The CTE `target`: the lab, if the viewer may see it. A lab without an author is the admins' to edit.
  private static func target(_ lab: Int64, _ viewer: Viewer) -> Query {
    """
    target as (
        select l.id, l.version, l.status, l.author_id,
          coalesce(l.author_id = \(viewer.userID), false) or \(viewer.satisfies(.admin)) as may_edit
        from labs l
        where l.id = \(lab)
          and \(fragment: CatalogPolicy.sees("l", viewer))
        for update
      )
    """
  }

  /// The CTE `worked`: a row where somebody has worked at the lab, if that matters.
  private static func worked(_ matters: Query) -> Query {
    """
    worked as (
        select
        from target t
        where \(fragment: matters) and (
          exists (select from lab_results r where r.lab_id = t.id)
          or exists (select from progress_events e where e.lab_id = t.id)
          or exists (select from lab_runs r where r.lab_id = t.id)
          or exists (select from lab_hint_reveals h where h.lab_id = t.id)
        )
      )
    """
  }

  /// What `set` changes. The name for addresses stays as it is: others may have written it down.
  private static func columns(_ change: LabChange) -> Query {
    var columns: Query = "version = l.version + 1, updated_at = now()"
    if let title = change.title { columns += ", title = \(title)" }
    if change.has("summary") { columns += ", summary = \(change.summary)::text" }
    if let difficulty = change.difficulty { columns += ", difficulty = \(difficulty.rawValue)" }
    if change.has("category") { columns += ", category = \(change.category)::text" }
    if change.has("tags") { columns += ", tags = \(change.tags)::text[]" }
    if let instructions = change.instructions { columns += ", instructions = \(instructions)" }
    if change.has("estimatedTime") { columns += ", estimated_time = \(change.estimatedTime?.text)::interval" }
    if change.has("timeLimit") { columns += ", time_limit = \(change.timeLimit?.text)::interval" }
    if let status = change.status { columns += ", status = \(status.rawValue)" }
    if change.has("environment") {
      columns += """
        , environment_kind = \(change.environmentKind)::text,
              environment_spec = \(change.environmentSpecification)::text
        """
    }
    return columns
  }

  /// The CTEs that make each list that was given the lab's whole list; they need `changed` and `wanted`.
  private static func parts(_ change: LabChange) -> Query {
    var parts: Query = ""
    if change.has("hints") { parts += LabPartStatements.hints(change.hints) }
    if change.has("checks") { parts += LabPartStatements.checks(change.checks) }
    if change.has("skillIds") { parts += LabPartStatements.skills(change.references.keys(of: .skills)) }
    if change.has("diagramIds") { parts += LabPartStatements.diagrams(change.references.keys(of: .diagrams)) }
    if change.has("prerequisiteIds") {
      parts += LabPartStatements.prerequisites(change.references.positions(of: .prerequisites))
    }
    if let kept = change.keptFiles { parts += LabFileStatements.dropped(keeping: kept) }
    if !change.fileUploadIDs.isEmpty { parts += LabFileStatements.added }
    return parts
  }

  private static func published(_ kind: StaticString) -> Query {
    """
    published as (
        insert into events (topic, kind, entity, payload)
        select 'lab:' || c.id, '\(unsafeRawSQL: kind)', 'lab_' || c.id,
          jsonb_build_object('labId', c.id, 'version', c.version)
        from changed c
      )
    """
  }

  private static func audited(_ action: String, _ viewer: Viewer, _ origin: Origin) -> Query {
    """
    audited as (
        \(fragment: AuditTrail.record(
          action, by: viewer.userID, on: "'lab_' || c.id",
          from: "changed c where c.author_id is distinct from \(viewer.userID)", origin))
      )
    """
  }
}

import AtlasAPI
import AtlasKernel
import Postgres

/// Parts of the statements that change a lab: what it refers to, and what is wrong with that.
enum LabReferenceStatements {
  /// For `with recursive`: the CTEs `wanted` (list, n, kind, key), and `refused` (list, n, problem) for the references
  /// that will not do: NOT_FOUND where there is no such thing for the viewer, FORBIDDEN for diagrams of others that do
  /// not have the lab yet, CIRCLE where a prerequisite builds on the lab itself, TOO_MANY where the files would be.
  ///
  /// Atoms are ContentLibrary's, read here for what they are published for.
  ///
  /// - Parameter lab: the lab that is changed; nil for one that is made, on which nothing builds yet.
  static func wanted(_ change: LabChange, of lab: Int64?, by viewer: Viewer) -> Query {
    let references = change.references
    return """
      wanted as (
          select w.list, w.n, w.kind, w.key
          from unnest(\(references.lists), \(references.positions), \(references.kinds), \(references.keys))
            as w(list, n, kind, key)
        ), foundation as (
          select w.n, w.key as lab_id from wanted w where w.list = 'prerequisiteIds' and w.kind = 'lab'
          union
          select f.n, p.prerequisite_id
          from foundation f
          join lab_prerequisites p on p.lab_id = f.lab_id and p.prerequisite_id is not null
        ), refused as (
          select w.list, w.n::bigint as n, case
              when coalesce(d.id, l.id, i.id, s.id, a.id, f.file_id) is null then 'NOT_FOUND'
              when w.list = 'diagramIds' then 'FORBIDDEN'
              else 'CIRCLE'
            end as problem
          from wanted w
          cross join (select \(viewer.userID)::bigint as id, \(viewer.satisfies(.admin)) as is_admin) v
          left join diagrams d on w.kind = 'diagram' and d.id = w.key
            and \(fragment: CatalogPolicy.sees("d", viewer))
          left join labs l on w.kind = 'lab' and l.id = w.key
            and \(fragment: CatalogPolicy.sees("l", viewer))
          left join incidents i on w.kind = 'incident' and i.id = w.key
          left join skills s on w.kind = 'skill' and s.id = w.key
          left join atoms a on w.kind = 'atom' and a.id = w.key and a.published
          left join lab_files f on w.kind = 'file' and f.file_id = w.key and f.lab_id = \(lab)::bigint
          where coalesce(d.id, l.id, i.id, s.id, a.id, f.file_id) is null
            or w.list = 'diagramIds' and not (
              v.is_admin or coalesce(d.author_id = v.id, false)
              or exists (select from diagram_labs j where j.diagram_id = w.key and j.lab_id = \(lab)::bigint)
            )
            or w.list = 'prerequisiteIds'
              and exists (select from foundation f where f.n = w.n and f.lab_id = \(lab)::bigint)
          union all
          \(fragment: LabFileStatements.tooMany(of: lab, kept: change.keptFiles, more: change.fileUploadIDs.count))
        )
      """
  }
}

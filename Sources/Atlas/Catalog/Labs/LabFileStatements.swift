import Files
import Postgres

/// Parts of the statements that change a lab: the files that it gives to learners.
enum LabFileStatements {
  /// Most files of a lab.
  static let limit = 20

  /// One more row of `refused` (list, n, problem) where there would be too many files.
  ///
  /// - Parameters:
  ///   - lab: nil for one that is made.
  ///   - kept: those that stay; nil for all.
  static func tooMany(of lab: Int64?, kept: [Int64]?, more: Int) -> Query {
    """
    select 'fileUploadIds', 0::bigint, 'TOO_MANY'
          from (
            select count(*) as n from lab_files f
            where f.lab_id = \(lab)::bigint and (\(kept)::bigint[] is null or f.file_id = any(\(kept)::bigint[]))
          ) there
          where \(more) > 0 and there.n + \(more) > \(limit)
    """
  }

  /// The CTE that puts the claimed uploads behind the files that are there; it needs `changed` and `claimed_uploads`.
  static let added: Query = """
    , added_files as (
        insert into lab_files (lab_id, position, file_id)
        select c.id,
          (select coalesce(max(f.position) + 1, 0) from lab_files f where f.lab_id = c.id) + u.place - 1, u.file_id
        from changed c cross join claimed_uploads u
      )
    """

  /// The CTEs that delete the files of a lab which do not stay; they need `changed`.
  static func dropped(keeping kept: [Int64]) -> Query {
    """
    , dropped_files as (
        delete from lab_files f using changed c where f.lab_id = c.id and f.file_id <> all(\(kept)) returning f.file_id
      ), \(fragment: FileRemoval.removing("select g.file_id from dropped_files g"))
    """
  }

  /// The files of labs, in the order in which they came.
  static func ofLabs(_ labs: [Int64]) -> Query {
    Query(
      "catalog.filesOfLabs",
      """
      select f.lab_id as parent_id, f.file_id
      from lab_files f
      where f.lab_id = any(\(labs))
      order by f.lab_id, f.position
      """)
  }
}

public import AtlasKernel
import Postgres

extension FilesDomain {
  /// What is kept about a person here. Files that something refers to are deleted by whoever deletes that; the others
  /// stay without a name of their owner.
  public static let personalData = PersonalData(name: "files", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "files.export",
      """
      select jsonb_build_object(
        'files', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'file_' || f.id, 'filename', f.filename,
            'mimeType', f.mime_type, 'size', f.size, 'created', f.created_at) order by f.id), '[]')
          from files f
          where f.user_id = \(userID)
        ),
        'uploads', (
          select coalesce(jsonb_agg(jsonb_build_object('filename', u.filename, 'mimeType', u.mime_type,
            'size', u.size, 'created', u.created_at, 'received', u.received_at) order by u.created_at), '[]')
          from uploads u
          where u.user_id = \(userID)
        )
      )
      """
    ).onBehalf(of: .user(userID))
  }

  /// What is kept for a while only, such as exports, goes at once.
  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "files.erase",
      """
      with uploads_gone as (
        delete from uploads u where u.user_id = \(userID) returning u.object_key, u.file_id
      ), bytes_gone as (
        insert into object_deletions (object_key)
        select g.object_key from uploads_gone g where g.object_key is not null and g.file_id is null
      ), days_gone as (
        delete from upload_days d where d.user_id = \(userID)
      ), \(fragment: FileRemoval.removing(
        "select e.id from files e where e.user_id = \(userID) and e.expires_at is not null"))
      update files k set user_id = null, filename = 'file'
      where k.user_id = \(userID) and k.expires_at is null
      """
    ).onBehalf(of: .system)
  }
}

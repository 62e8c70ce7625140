public import AtlasAPI
public import AtlasKernel
public import Postgres

/// A job to be begun, as a part of the statement of its cause: `with content as (…), job as (\(fragment: job.insertion))`.
///
/// While a job of this kind about this subject waits or runs, no second one is made: the part answers the first one's id.
public struct NewJob: Sendable {
  /// `insert into jobs … returning id, subject`, one row for each row of the source. The statement runs on behalf of the
  /// user or of the system.
  public let insertion: Query

  /// Jobs about rows of a part of the statement.
  ///
  /// - Parameters:
  ///   - subject: the kind of thing that the jobs are about.
  ///   - key: an expression for its row key: `"c.id"`.
  ///   - source: where the rows come from: `"content c"`.
  ///   - arguments: an expression for what the handler is given besides, an object in jsonb.
  public init(
    _ kind: API.JobKind, userID: Int64, about subject: EntityKind, key: Query, from source: Query,
    arguments: Query = "'{}'::jsonb"
  ) {
    insertion = """
      insert into jobs as j (user_id, kind, subject, arguments)
      select \(userID), \(kind.rawValue), \(subject.rawValue + "_") || (\(fragment: key))::text, \(fragment: arguments)
      from \(fragment: source)
      on conflict (kind, subject) where state in ('QUEUED', 'RUNNING') do update set subject = excluded.subject
      returning j.id, j.subject
      """
  }
}

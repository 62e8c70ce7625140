import AtlasAPI
import AtlasKernel
import Atomizer
import Files
import GraphQLPostgres
import GraphQLSchema
import Jobs
import Postgres

/// The statements that change contents: each is one, with its event, its job and its audit row.
enum ContentChangeStatements {
  /// Makes a content. Its key is drawn first, so that its job can be about it. Answers the key, or nothing where the upload
  /// is not there.
  static func create(_ creation: ContentCreation, _ upload: ReceivedUpload?, owner: Int64) -> Query {
    let input = creation.input
    let metadata = input.metadata
    let job = NewJob(
      .atomizeContent, userID: owner, about: .content, key: "d.id",
      from: "drawn d where \(creation.isCutNow)")
    return Query(
      "content.create",
      """
      with \(fragment: ReceivedUpload.claiming(upload.map { [$0] } ?? [])), drawn as (
        select nextval(pg_get_serial_sequence('contents', 'id')) as id
        where \(upload == nil) or exists (select from claimed_uploads)
      ), job as (
        \(fragment: job.insertion)
      ), content as (
        insert into contents (id, owner_id, title, description, kind, status, author, subject, difficulty, duration,
          language, source_kind, source_url, file_id, job_id)
        overriding system value
        select d.id, \(owner), \(input.title), \(input.description)::text, \(input.kind.rawValue),
          \(creation.status.rawValue), \(metadata?.author)::text, \(metadata?.subject)::text,
          \(metadata?.difficulty?.rawValue)::text, \(metadata?.duration?.text)::interval, \(metadata?.language)::text,
          \(creation.sourceKind), \(input.source.url)::text, (select u.file_id from claimed_uploads u),
          (select j.id from job j)
        from drawn d
        returning id
      ), given_text as (
        insert into content_texts (content_id, text)
        select c.id, \(input.source.text)::text from content c where \(input.source.text != nil)
      ), announced as (
        \(fragment: ChangeStatements.announceContent("c.id", from: "content c"))
      )
      select id from content
      """
    ).onBehalf(of: .user(owner))
  }

  /// Changes what was given, if the version is the expected one.
  static func update(_ key: Int64, _ change: ContentChange, by viewer: Viewer, _ origin: Origin) -> Query {
    let input = change.input
    let metadata = input.metadata
    return Query(
      "content.update",
      """
      with target as (
        \(fragment: lockedTarget(key, viewer))
      ), decided as (
        select t.id, t.version, t.owner_id, \(fragment: ChangeStatements.outcome(
          expecting: input.expectedVersion, else: "CHANGED"))
        from target t
      ), changed as (
        update contents c
        set version = c.version + 1, updated_at = now(), title = coalesce(\(input.title)::text, c.title),
          description = case when \(input.given.has("description")) then \(input.description)::text
            else c.description end,
          author = case when \(change.replaces("author")) then \(metadata?.author)::text else c.author end,
          subject = case when \(change.replaces("subject")) then \(metadata?.subject)::text else c.subject end,
          difficulty = case when \(change.replaces("difficulty")) then \(metadata?.difficulty?.rawValue)::text
            else c.difficulty end,
          duration = case when \(change.replaces("duration")) then \(metadata?.duration?.text)::interval
            else c.duration end,
          language = case when \(change.replaces("language")) then \(metadata?.language)::text else c.language end
        from decided t
        where c.id = t.id and t.outcome = 'CHANGED'
        returning c.id, c.owner_id
      ), announced as (
        \(fragment: ChangeStatements.announceContent("c.id", from: "changed c"))
      ), audited as (
        \(fragment: AuditTrail.record(
          "content.content_updated", by: viewer.userID, on: "'content_' || c.id",
          from: "changed c where c.owner_id is distinct from \(viewer.userID)", origin))
      )
      select id, version, outcome from decided
      """)
  }

  /// Deletes a content with its atoms, unless learners have completed one of these.
  static func delete(_ key: Int64, expecting version: Int?, by viewer: Viewer, _ origin: Origin) -> Query {
    Query(
      "content.delete",
      """
      with target as (
        \(fragment: lockedTarget(key, viewer))
      ), decided as (
        select t.id, t.version, t.owner_id, \(fragment: ChangeStatements.outcome(
          expecting: version,
          """
          when exists (
              select from atoms a join atom_completions x on x.atom_id = a.id where a.content_id = t.id
            ) then 'COMPLETED'
          """, else: "DELETED"))
        from target t
      ), gone as (
        delete from contents c using decided t
        where c.id = t.id and t.outcome = 'DELETED'
        returning c.id, c.owner_id, c.file_id
      ), \(fragment: FileRemoval.removing(
        """
        select g.file_id from gone g
        union select a.media_file_id from atoms a join gone g on g.id = a.content_id
        """)), announced as (
        insert into events (topic, kind, entity, payload)
        select 'content:' || c.id, 'CONTENT_DELETED', 'content_' || c.id, jsonb_build_object('contentId', c.id)
        from gone c
      ), audited as (
        \(fragment: AuditTrail.record(
          "content.content_deleted", by: viewer.userID, on: "'content_' || c.id",
          from: "gone c where c.owner_id is distinct from \(viewer.userID)", origin))
      )
      select id, version, outcome from decided
      """)
  }

  /// Enqueues the job that cuts a content, unless nothing would come of it. While one waits or runs, it is that one.
  static func atomize(_ key: Int64, force: Bool, by viewer: Viewer) -> Query {
    let job = NewJob(
      .atomizeContent, userID: viewer.userID, about: .content, key: "t.id",
      from: "decided t where t.outcome = 'QUEUED'", arguments: "jsonb_build_object('force', \(force))")
    // The job that waits may be somebody else's; who may ask is decided in the statement.
    return Query(
      "content.atomize",
      """
      with target as (
        \(fragment: lockedTarget(key, viewer))
      ), decided as (
        select t.id, t.version, \(fragment: ChangeStatements.outcome(
          expecting: nil,
          """
          when t.source_kind = 'FILE' and t.kind <> 'DOCUMENT' then 'NO_TEXT'
            when t.source_kind <> 'URL' and t.algorithm_version = \(Atomizer.version) and not \(force) then 'UNCHANGED'
          """, else: "QUEUED"))
        from target t
      ), job as (
        \(fragment: job.insertion)
      ), begun as (
        update contents c
        set version = c.version + 1, updated_at = now(), job_id = j.id,
          status = case when c.status = 'COMPLETED' then c.status else 'PROCESSING' end
        from decided t cross join job j
        where c.id = t.id and c.job_id is distinct from j.id
        returning c.id
      ), announced as (
        \(fragment: ChangeStatements.announceContent("c.id", from: "begun c"))
      )
      select t.id, t.version, t.outcome, (select j.id from job j) as job_id from decided t
      """
    ).onBehalf(of: .system)
  }

  /// The content, locked, where the viewer sees it.
  private static func lockedTarget(_ key: Int64, _ viewer: Viewer) -> Query {
    """
    select c.id, c.version, c.owner_id, c.kind, c.source_kind, c.algorithm_version,
          \(fragment: ContentPolicy.edits(viewer)) as may_edit
        from contents c
        where c.id = \(key) and \(fragment: ContentPolicy.sees(viewer))
        for update
    """
  }
}

import AtlasAPI
import AtlasKernel
import Files
import GraphQLPostgres
import GraphQLSchema
import Postgres

/// The statements that change atoms: each is one, with its event and its audit row.
enum AtomChangeStatements {
  /// Makes an atom: alone, or in a content at a place, from which on the others move.
  static func create(
    _ input: API.CreateAtomInput, in contentID: Int64?, _ media: ReceivedUpload?, estimate: AtomEstimate,
    by viewer: Viewer, _ origin: Origin
  ) -> Query {
    let isAlone = contentID == nil
    return Query(
      "content.createAtom",
      """
      with target as (
        select c.id as content_id, c.owner_id, c.status = 'COMPLETED' as published, 1 as version,
          \(fragment: ContentPolicy.edits(viewer)) as may_edit, (
            select coalesce(max(a.sequence), 0) + 1 from atoms a where a.content_id = c.id and a.retired_at is null
          ) as next_place
        from (
          -- Locked: whoever is cutting it anew decides first whether it is completed.
          select x.id, x.owner_id, x.status from contents x where x.id = \(contentID) for share
        ) c
        where \(fragment: ContentPolicy.sees(viewer))
        union all
        select null, null, true, 1, true, 1 where \(isAlone)
      ), decided as (
        select t.content_id, t.owner_id, t.published, t.version,
          least(coalesce(\(input.sequence)::int, t.next_place), t.next_place) as place,
          \(fragment: ChangeStatements.outcome(expecting: nil, else: "CREATED"))
        from target t
      ), \(fragment: ReceivedUpload.claiming(
        media.map { [$0] } ?? [], when: "exists (select from decided t where t.outcome = 'CREATED')")), allowed as (
        select t.content_id, t.published, t.place
        from decided t
        where t.outcome = 'CREATED' and (\(media == nil) or exists (select from claimed_uploads))
      ), moved as (
        update atoms a set sequence = a.sequence + 1, updated_at = now()
        from allowed t
        where a.content_id = t.content_id and a.retired_at is null and a.sequence >= t.place
      ), created as (
        insert into atoms (content_id, author_id, sequence, title, body, kind, concepts, difficulty, estimated_time,
          media_file_id, published)
        select t.content_id, \(viewer.userID), t.place, \(input.title), \(input.body), \(input.kind.rawValue),
          \(input.concepts ?? []), \(input.difficulty ?? estimate.difficulty),
          coalesce(\(input.estimatedTime?.text)::interval, make_interval(secs => \(estimate.seconds))),
          (select u.file_id from claimed_uploads u), t.published
        from allowed t
        returning id, content_id
      ), announced as (
        \(fragment: ChangeStatements.announceAtoms(from: "created a"))
      ), audited as (
        \(fragment: AuditTrail.record(
          "content.atom_created", by: viewer.userID, on: "'atom_' || a.id",
          from: """
            created a join decided t on t.content_id = a.content_id
                where t.owner_id is distinct from \(viewer.userID)
            """, origin))
      )
      select coalesce((select a.id from created a), 0) as id, t.version, t.outcome from decided t
      """)
  }

  /// Changes what was given, if the version is the expected one. Who moves an atom must own where it goes.
  static func update(
    _ key: Int64, _ change: AtomChange, _ media: ReceivedUpload?, by viewer: Viewer, _ origin: Origin
  ) -> Query {
    let input = change.input
    let moves = input.given.has("contentId")
    return Query(
      "content.updateAtom",
      """
      with target as (
        \(fragment: lockedTarget(key, viewer))
      ), goal as (
        select t.id, t.version, t.content_id, t.sequence, t.owner_id, t.may_edit, t.media_file_id,
          case when \(moves) then \(change.goal) else t.content_id end as goal_id,
          \(moves) and \(change.goal) is distinct from t.content_id as moves,
          c.id is not null as has_goal, c.status = 'COMPLETED' as is_completed
        from target t
        left join contents c on c.id = \(change.goal) and \(fragment: ContentPolicy.edits(viewer))
      ), decided as (
        select t.id, t.version, t.content_id, t.sequence, t.owner_id, t.goal_id, t.moves, t.is_completed,
          t.media_file_id, \(fragment: ChangeStatements.outcome(
          expecting: input.expectedVersion,
          """
          when t.moves and not t.has_goal and \(input.contentId != nil) then 'NO_CONTENT'
              when t.moves and t.has_goal and not t.is_completed
                and exists (select from atom_completions x where x.atom_id = t.id) then 'COMPLETED'
          """, else: "CHANGED")), (
            select coalesce(max(a.sequence), 0) + 1 from atoms a where a.content_id = t.goal_id and a.retired_at is null
          ) as next_place
        from goal t
      ), \(fragment: ReceivedUpload.claiming(
        media.map { [$0] } ?? [], when: "exists (select from decided t where t.outcome = 'CHANGED')")), placed as (
        select t.id, t.content_id, t.sequence, t.owner_id, t.goal_id, t.moves, t.is_completed, t.media_file_id,
          case when t.goal_id is null then 1
            when \(input.sequence)::int is not null then least(\(input.sequence)::int, t.next_place)
            when t.moves then t.next_place else t.sequence end as place
        from decided t
        where t.outcome = 'CHANGED' and (\(media == nil) or exists (select from claimed_uploads))
      ), moved as (
        update atoms a set sequence = a.sequence + 1, updated_at = now()
        from placed t
        where a.content_id = t.goal_id and a.id <> t.id and a.retired_at is null and a.sequence >= t.place
          and (t.moves or t.place <> t.sequence)
      ), changed as (
        update atoms a
        set version = a.version + 1, updated_at = now(), title = coalesce(\(input.title)::text, a.title),
          body = coalesce(\(input.body)::text, a.body), kind = coalesce(\(input.kind?.rawValue)::text, a.kind),
          concepts = coalesce(\(input.concepts), a.concepts),
          difficulty = coalesce(\(input.difficulty), a.difficulty),
          estimated_time = coalesce(\(input.estimatedTime?.text)::interval, a.estimated_time),
          media_file_id = case when \(input.given.has("mediaUploadId")) then (select u.file_id from claimed_uploads u)
            else a.media_file_id end, content_id = t.goal_id, sequence = t.place,
          author_id = case when t.moves and t.goal_id is null then \(viewer.userID) else a.author_id end,
          fingerprint = case when t.moves then null else a.fingerprint end,
          edited = a.edited or a.fingerprint is not null and \(change.isEdit),
          published = case when t.moves then t.goal_id is null or t.is_completed else a.published end,
          retired_at = case when t.moves then null else a.retired_at end
        from placed t
        where a.id = t.id
        returning a.id, a.content_id, t.content_id as former_id, t.owner_id, t.media_file_id as former_media
      ), \(fragment: FileRemoval.removing(
        "select c.former_media from changed c where \(input.given.has("mediaUploadId"))")), announced as (
        \(fragment: ChangeStatements.announceAtoms(from: """
          (
              select id, content_id from changed
              union select id, former_id from changed where former_id is not null
            ) a
          """))
      ), audited as (
        \(fragment: AuditTrail.record(
          "content.atom_updated", by: viewer.userID, on: "'atom_' || a.id",
          from: "changed a where a.owner_id is distinct from \(viewer.userID)", origin))
      )
      select id, version, outcome, exists (select from changed) as is_changed from decided
      """)
  }

  /// Deletes an atom, unless learners have completed it.
  static func delete(_ key: Int64, expecting version: Int?, by viewer: Viewer, _ origin: Origin) -> Query {
    Query(
      "content.deleteAtom",
      """
      with target as (
        \(fragment: lockedTarget(key, viewer))
      ), decided as (
        select t.id, t.version, t.owner_id, \(fragment: ChangeStatements.outcome(
          expecting: version,
          "when exists (select from atom_completions x where x.atom_id = t.id) then 'COMPLETED'", else: "DELETED"))
        from target t
      ), gone as (
        delete from atoms a using decided t
        where a.id = t.id and t.outcome = 'DELETED'
        returning a.id, a.content_id, a.media_file_id, t.owner_id
      ), \(fragment: FileRemoval.removing("select g.media_file_id from gone g")), announced as (
        \(fragment: ChangeStatements.announceAtoms(from: "gone a"))
      ), audited as (
        \(fragment: AuditTrail.record(
          "content.atom_deleted", by: viewer.userID, on: "'atom_' || a.id",
          from: "gone a where a.owner_id is distinct from \(viewer.userID)", origin))
      )
      select id, version, outcome from decided
      """)
  }

  /// The atom, locked, where the viewer sees it; its owner is that of its content, or else its author.
  private static func lockedTarget(_ key: Int64, _ viewer: Viewer) -> Query {
    """
    select a.id, a.version, a.content_id, a.sequence, a.media_file_id, case when a.content_id is null then a.author_id
            else (select o.owner_id from contents o where o.id = a.content_id) end as owner_id,
          \(fragment: AtomPolicy.edits(viewer)) as may_edit
        from atoms a
        where a.id = \(key) and \(fragment: AtomPolicy.sees(viewer))
        for update
    """
  }
}

import AtlasKernel
import Files
import Postgres

enum ContentPersonalData {
  /// What somebody brought, wrote and learned. What was completed stays, for others learn from it, but nobody's.
  static let part = PersonalData(name: "contents", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "content.export",
      """
      select jsonb_build_object(
        'contents', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'content_' || c.id, 'title', c.title,
            'description', c.description, 'status', c.status, 'created', c.created_at, 'url', c.source_url,
            'text', (select t.text from content_texts t where t.content_id = c.id)) order by c.id), '[]')
          from contents c
          where c.owner_id = \(userID)
        ),
        'atoms', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'atom_' || a.id, 'title', a.title, 'body', a.body,
            'created', a.created_at) order by a.id), '[]')
          from atoms a
          where a.author_id = \(userID)
        ),
        'completed', (
          select coalesce(jsonb_agg(jsonb_build_object('atom', 'atom_' || x.atom_id, 'at', x.completed_at,
            'timeSpent', x.time_spent) order by x.completed_at, x.atom_id), '[]')
          from atom_completions x
          where x.user_id = \(userID)
        )
      )
      """)
  }

  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "content.erase",
      """
      with completions as (
        delete from atom_completions where user_id = \(userID)
      ), unfinished as (
        delete from contents c
        where c.owner_id = \(userID) and c.status <> 'COMPLETED' and not \(fragment: isLearned(userID))
        returning c.id, c.file_id
      ), \(fragment: FileRemoval.removing(
        """
        select u.file_id from unfinished u
        union select a.media_file_id from atoms a join unfinished u on u.id = a.content_id
        """)), finished as (
        update contents c set owner_id = null, version = c.version + 1, updated_at = now()
        where c.owner_id = \(userID) and (c.status = 'COMPLETED' or \(fragment: isLearned(userID)))
      )
      update atoms set author_id = null, version = version + 1, updated_at = now()
      where author_id = \(userID)
        and not exists (
          select from contents c
          where c.id = content_id and c.owner_id = \(userID) and c.status <> 'COMPLETED'
            and not \(fragment: isLearned(userID))
        )
      """)
  }

  /// Whether somebody else has completed an atom of the content `c`.
  private static func isLearned(_ userID: Int64) -> Query {
    """
    exists (
          select from atoms y join atom_completions x on x.atom_id = y.id
          where y.content_id = c.id and x.user_id <> \(userID)
        )
    """
  }
}

import AtlasKernel
import Postgres
import Retrieval

/// The statements that begin and archive conversations.
enum ConversationChangeStatements {
  /// Begins a conversation about something that the reader may read, if they have not too many. Answers its key, and
  /// whether the subject is there.
  static func start(_ start: ConversationStart, by reader: PassageReader, ownerID: Int64) -> Query {
    Query(
      "tutor.startConversation",
      """
      with input as (
        select \(ownerID)::bigint as user_id, \(start.title)::text as title,
          \(fragment: ConversationSubjects.keys(start.subject))
      ), standing as (
        select \(fragment: ConversationSubjects.isReadable(start.subject, by: reader)) as is_readable,
          \(fragment: hasRoom(ownerID)) as has_room
      ), begun as (
        insert into conversations (user_id, title, diagram_id, lab_id, incident_id, atom_id, content_id)
        select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id
        from input i
        cross join standing s
        where s.is_readable and s.has_room
        returning id
      )
      select (select b.id from begun b) as id, s.is_readable from standing s
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// Archives a conversation or takes it out again. One row for one of the owner's: whether there was no room for it.
  static func archive(_ archiving: ConversationArchiving, ownerID: Int64) -> Query {
    let archived = archiving.archived
    return Query(
      "tutor.archiveConversation",
      """
      with before as (
        select c.id, c.archived_at is not null and not \(archived) and not \(fragment: hasRoom(ownerID)) as is_refused
        from conversations c
        where c.id = \(archiving.key) and c.user_id = \(ownerID)
      ), changed as (
        update conversations c
        set archived_at = case when \(archived) then now() end, updated_at = now()
        from before b
        where c.id = b.id and not b.is_refused and (c.archived_at is null) = \(archived)
        returning c.id
      )
      select b.is_refused from before b
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// Whether somebody may have one more that is not archived: an expression.
  private static func hasRoom(_ ownerID: Int64) -> Query {
    """
    ((
          select count(*) from conversations o where o.user_id = \(ownerID) and o.archived_at is null
        ) < \(ConversationStart.openLimit))
    """
  }
}

import AtlasAPI
import AtlasKernel
import Files
import Postgres

/// The statements of sending.
enum MessageSendingStatements {
  /// Puts a message at the end of a group's: answers its row, or none where the author is no member, where what it
  /// answers is not there, or where an upload was used already.
  ///
  /// The group's row is locked until the statement is over, so that messages are numbered without gaps in the order in
  /// which they become visible. Then the membership is, which may have ended while this waited. Whoever changes groups
  /// locks in the same order. What the same client sends twice violates `group_messages_client_key`, and nothing has
  /// happened. The uploads are known to be the author's.
  static func send(_ message: MessageSending, _ uploads: [ReceivedUpload], author: Int64) -> Query {
    let mentioned = Mentions.userIDs(in: message.content)
    return Query(
      "studyGroups.sendMessage",
      """
      with turn as (
        select g.id
        from study_groups g
        where g.id = \(message.groupID)
          and exists (select from group_members a where a.group_id = g.id and a.user_id = \(author))
          and (
            \(message.replyToID)::bigint is null
            or exists (select from group_messages r where r.id = \(message.replyToID) and r.group_id = g.id)
          )
        for no key update
      ), sender as (
        select a.group_id, a.user_id
        from turn t
        join group_members a on a.group_id = t.id and a.user_id = \(author)
        for no key update of a
      )\(fragment: uploads.isEmpty ? "" : claimed(uploads)), place as (
        update study_groups g
        set last_sequence = g.last_sequence + 1
        from sender s
        where g.id = s.group_id\(fragment: uploads.isEmpty ? "" : " and exists (select from claimed_uploads)")
        returning g.id, g.name, g.last_sequence, s.user_id
      ), message as (
        insert into group_messages as m (group_id, author_id, sequence, content, reply_to_id, client_message_id)
        select p.id, p.user_id, p.last_sequence, \(message.content), \(message.replyToID), \(message.clientMessageID)
        from place p
        returning \(fragment: MessageStatements.columns)
      ), marked as (
        update group_members a
        set last_read_sequence = m.sequence, last_read_at = now()
        from message m
        where a.group_id = m.group_id and a.user_id = m.author_id
      ), published as (
        insert into events (topic, kind, entity, payload)
        \(fragment: StudyGroupNews.posted)
      )\(fragment: uploads.isEmpty ? "" : attached)\(fragment: mentioned.isEmpty ? "" : mentions(of: mentioned))
      select \(fragment: MessageStatements.columns) from message m
      """
    ).onBehalf(of: .system)
  }

  private static func claimed(_ uploads: [ReceivedUpload]) -> Query {
    ", \(fragment: ReceivedUpload.claiming(uploads, when: "exists (select from sender)"))"
  }

  private static let attached: Query = """
    , attached as (
        insert into group_message_files (message_id, position, group_id, file_id)
        select m.id, u.place, m.group_id, u.file_id from message m cross join claimed_uploads u
      )
    """

  /// Tells members of a group that a message has named them. Reads users of the identity domain.
  private static func mentions(of userIDs: [Int64]) -> Query {
    """
    , mentioned as (
        select a.user_id, u.display_name || ' mentioned you in ' || p.name as title,
          case when char_length(m.content) > 200 then left(m.content, 199) || '…' else m.content end as body,
          'message_' || m.id as subject, null::text as url, m.author_id
        from message m
        join place p on p.id = m.group_id
        join users u on u.id = m.author_id
        join group_members a on a.group_id = m.group_id and a.user_id = any(\(userIDs)) and a.user_id <> m.author_id
      ), \(fragment: NewNotifications(.groupMention, from: "mentioned", actor: "n.author_id").parts)
    """
  }

  /// The message that a member's client calls so.
  static func sent(_ clientMessageID: PostgresUUID, to group: Int64, author: Int64) -> Query {
    Query(
      "studyGroups.sentMessage",
      """
      select \(fragment: MessageStatements.columns)
      from group_messages m
      join group_members a on a.group_id = m.group_id and a.user_id = m.author_id
      where m.group_id = \(group) and m.author_id = \(author) and m.client_message_id = \(clientMessageID)
      """
    ).onBehalf(of: .user(author))
  }
}

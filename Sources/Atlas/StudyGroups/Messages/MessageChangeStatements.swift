import AtlasKernel
import Postgres

/// The statements that change a message after it was sent.
enum MessageChangeStatements {
  /// Another text for a member's own message; no row where it is not theirs, or was deleted. Those who were told that
  /// it mentions them keep that, without the old text.
  static func edit(_ id: Int64, _ content: String, author: Int64) -> Query {
    Query(
      "studyGroups.editMessage",
      """
      with changed as (
        update group_messages m
        set content = \(content), edited_at = now(), updated_at = now()
        from group_members a
        where m.id = \(id) and m.author_id = \(author) and m.kind = 'TEXT' and m.deleted_at is null
          and a.group_id = m.group_id and a.user_id = m.author_id
        returning \(fragment: MessageStatements.columns)
      ), \(fragment: WithdrawnNotifications(.body, about: "select 'message_' || c.id from changed c").parts), \
      published as (
        \(fragment: published(from: "changed c"))
      )
      select \(fragment: MessageStatements.columns) from changed m
      """
    ).onBehalf(of: .system)
  }

  /// Empties a message for its author or somebody who moderates its group: its files, the reactions to it and what was
  /// told of it go, its number stays. One that is empty already is answered as it is; no row for whoever may not. What
  /// the server has written stays. Runs when the message is locked: it sees all reactions then.
  static func delete(_ id: Int64, by user: Int64, _ origin: Origin) -> Query {
    Query(
      "studyGroups.deleteMessage",
      """
      with target as (
        select \(fragment: MessageStatements.columns)
        from group_messages m
        join group_members a on a.group_id = m.group_id and a.user_id = \(user)
        where m.id = \(id) and m.kind <> 'SYSTEM' and (m.author_id = a.user_id or a.role <> 'MEMBER')
        for no key update of m
      ), changed as (
        update group_messages m
        set content = '', deleted_at = now(), updated_at = now()
        from target t
        where m.id = t.id and t.deleted_at is null
        returning \(fragment: MessageStatements.columns)
      ), unreacted as (
        delete from group_message_reactions r using changed c where r.message_id = c.id
      ), \(fragment: MessageFileStatements.removing(where: "f.message_id in (select c.id from changed c)")), \
      \(fragment: WithdrawnNotifications(.whole, about: "select 'message_' || c.id from changed c").parts), \
      published as (
        \(fragment: published(from: "changed c"))
      ), audited as (
        \(fragment: AuditTrail.record(
          "groups.message_deleted", by: user, on: "'message_' || c.id",
          from: "changed c where c.author_id is distinct from \(user)", origin,
          details: "jsonb_build_object('groupId', c.group_id)"))
      )
      select \(fragment: MessageStatements.columns) from changed m
      union all
      select \(fragment: MessageStatements.columns) from target m where m.deleted_at is not null
      """
    ).onBehalf(of: .system)
  }

  /// Says that messages have changed.
  ///
  /// - Parameter source: messages `c` with `id`, `group_id` and `sequence`.
  static func published(from source: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
        select 'group:' || c.group_id, 'GROUP_MESSAGE_CHANGED', 'message_' || c.id,
          jsonb_build_object('groupId', c.group_id, 'messageId', c.id, 'sequence', c.sequence)
        from \(fragment: source)
    """
  }
}

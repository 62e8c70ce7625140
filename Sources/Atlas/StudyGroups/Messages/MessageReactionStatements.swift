import Postgres

/// The statements about reactions.
enum MessageReactionStatements {
  /// Waits for others who react to a message of a member's group, or delete it. Both run it in a statement of its own,
  /// so that the next one sees the reactions as the other has left them.
  static func lock(_ message: Int64, user: Int64) -> Query {
    Query(
      "studyGroups.lockMessage",
      """
      select m.id
      from group_messages m
      join group_members a on a.group_id = m.group_id and a.user_id = \(user)
      where m.id = \(message)
      for no key update of m
      """
    ).onBehalf(of: .system)
  }

  /// A member's reaction. Answers whether there were too many emoji for another one, and the message; no row where
  /// there is none for the user, or it was deleted.
  static func add(_ reaction: MessageReaction, user: Int64) -> Query {
    Query(
      "studyGroups.addReaction",
      """
      with \(fragment: target(reaction, user)), known as (
        select count(distinct r.emoji) as emojis, coalesce(bool_or(r.emoji = \(reaction.emoji.text)), false) as is_used
        from target t
        join group_message_reactions r on r.message_id = t.id
      ), changed as (
        insert into group_message_reactions (message_id, emoji, user_id, group_id)
        select t.id, \(reaction.emoji.text), \(user), t.group_id
        from target t
        cross join known k
        where k.is_used or k.emojis < \(MessageReaction.limit)
        on conflict on constraint group_message_reactions_pkey do nothing
        returning message_id
      ), published as (
        \(fragment: published)
      )
      select not k.is_used and k.emojis >= \(MessageReaction.limit), \(fragment: MessageStatements.columns)
      from target m
      cross join known k
      """
    ).onBehalf(of: .system)
  }

  /// Takes a member's reaction back. Answers false and the message; no row as above.
  static func remove(_ reaction: MessageReaction, user: Int64) -> Query {
    Query(
      "studyGroups.removeReaction",
      """
      with \(fragment: target(reaction, user)), changed as (
        delete from group_message_reactions r
        using target t
        where r.message_id = t.id and r.emoji = \(reaction.emoji.text) and r.user_id = \(user)
        returning r.message_id
      ), published as (
        \(fragment: published)
      )
      select false, \(fragment: MessageStatements.columns) from target m
      """
    ).onBehalf(of: .system)
  }

  private static func target(_ reaction: MessageReaction, _ user: Int64) -> Query {
    """
    target as (
        select \(fragment: MessageStatements.columns)
        from group_messages m
        join group_members a on a.group_id = m.group_id and a.user_id = \(user)
        where m.id = \(reaction.change.messageID) and m.deleted_at is null
      )
    """
  }

  private static let published = MessageChangeStatements.published(
    from: "target c where exists (select from changed)")

  /// How often messages were answered with each emoji, the first used first.
  static func tallies(_ messages: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.reactionTallies",
      """
      select r.message_id as parent_id, r.emoji, count(*) as count
      from group_message_reactions r
      where r.message_id = any(\(messages))
      group by r.message_id, r.emoji
      order by r.message_id, min(r.created_at), r.emoji
      """
    ).onBehalf(of: audience.privateRows)
  }

  /// With what a user has answered messages.
  static func ofUser(_ user: Int64, _ messages: [Int64]) -> Query {
    Query(
      "studyGroups.viewerReactions",
      """
      select r.message_id as parent_id, r.emoji
      from group_message_reactions r
      where r.user_id = \(user) and r.message_id = any(\(messages))
      """
    ).onBehalf(of: .user(user))
  }
}

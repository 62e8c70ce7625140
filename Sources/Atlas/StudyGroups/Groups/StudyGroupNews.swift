import Postgres

/// What groups are told about a change, as parts of its statement.
///
/// Before them stands `changed as (update study_groups g … returning g.id, g.version, g.last_sequence)`, which raised the
/// version and, for a message, the last sequence.
enum StudyGroupNews {
  /// The parts `message` and `published`: the server's message about a change, its event, and the event that the group
  /// changed.
  ///
  /// - Parameters:
  ///   - text: an expression for what is said.
  ///   - user: an expression for the key of the user whom the text names, or null.
  ///   - source: the groups: `"changed c"`, joined to what the expressions need, one row for each.
  ///   - leaver: an expression for the key of the user who is no member any more, or null.
  static func told(_ text: Query, about user: Query, from source: Query, leaver: Query = "null::bigint") -> Query {
    """
    \(fragment: message(text, about: user, from: source)), published as (
        insert into events (topic, kind, entity, payload)
        \(fragment: posted)
        union all
        \(fragment: updated(from: source, leaver: leaver))
      )
    """
  }

  /// The part `message`: the server's message in groups `c`, which have `id` and `last_sequence`.
  static func message(_ text: Query, about user: Query, from source: Query) -> Query {
    """
    message as (
        insert into group_messages (group_id, sequence, kind, content, about_user_id)
        select c.id, c.last_sequence, 'SYSTEM', \(fragment: text), \(fragment: user)
        from \(fragment: source)
        returning id, group_id, sequence
      )
    """
  }

  /// The events of the messages of the part `message`, which have `id`, `group_id` and `sequence`, as rows for `events`.
  static let posted: Query = """
    select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
          jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
        from message m
    """

  /// The event that groups `c` changed, as rows for `events`. Who left is named, so that what goes on for them can end.
  static func updated(from source: Query = "changed c", leaver: Query = "null::bigint") -> Query {
    """
    select 'group:' || c.id, 'GROUP_UPDATED', 'group_' || c.id,
          jsonb_strip_nulls(
            jsonb_build_object('groupId', c.id, 'version', c.version, 'leftUserId', \(fragment: leaver)))
        from \(fragment: source)
    """
  }

  /// The event that groups `d`, of the part `dissolved`, are gone.
  static let dissolved: Query = """
    insert into events (topic, kind, entity, payload)
        select 'group:' || d.id, 'GROUP_DELETED', 'group_' || d.id, jsonb_build_object('groupId', d.id)
        from dissolved d
    """
}

import AtlasAPI
import Postgres

/// The statements about groups themselves.
enum StudyGroupStatements {
  /// Groups are for users who are signed in; a PRIVATE one is there for its members and for ADMIN.
  static func byID(_ ids: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.groupsByID",
      """
      select g.id, g.created_at, g.updated_at, g.version, g.name, g.description, g.topic, g.visibility, g.created_by,
        g.member_count, g.max_members
      from study_groups g
      cross join \(fragment: audience.relation)
      where g.id = any(\(ids)) and \(fragment: audience.seesGroup)
      """)
  }

  /// How many members groups have; the group's own row counts them.
  static func memberTotals(_ groups: [Int64]) -> Query {
    Query(
      "studyGroups.memberTotals",
      "select g.id as parent_id, g.member_count as total from study_groups g where g.id = any(\(groups))")
  }

  /// How many messages groups have; they are numbered without gaps, and their rows stay.
  static func messageTotals(_ groups: [Int64]) -> Query {
    Query(
      "studyGroups.messageTotals",
      "select g.id as parent_id, g.last_sequence as total from study_groups g where g.id = any(\(groups))")
  }

  /// Founds a group: the group, its owner's membership, and message number 1, which the server writes.
  static func found(_ founding: StudyGroupFounding, founder: Int64) -> Query {
    Query(
      "studyGroups.found",
      """
      with input as (
        select \(founder)::bigint as user_id, \(founding.name)::text as name,
          \(founding.description)::text as description, \(founding.topic)::text as topic,
          \(founding.visibility.rawValue)::text as visibility, \(founding.maxMembers)::int as max_members
      ), founder as (
        select u.id, u.display_name from input i join users u on u.id = i.user_id
      ), created as (
        insert into study_groups
          (name, description, topic, visibility, max_members, created_by, member_count, last_sequence)
        select i.name, i.description, i.topic, i.visibility, i.max_members, f.id, 1, 1
        from input i cross join founder f
        returning id
      ), owner as (
        insert into group_members (group_id, user_id, role)
        select c.id, f.id, 'OWNER' from created c cross join founder f
        returning id
      ), message as (
        insert into group_messages (group_id, sequence, kind, content)
        select c.id, 1, 'SYSTEM', f.display_name || ' founded the group.' from created c cross join founder f
        returning id, group_id, sequence
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
          jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
        from message m
        returning position
      )
      select c.id from created c cross join owner o
      """
    ).onBehalf(of: .system)
  }

  /// Takes a place in a group. The update locks the group's row and checks for room again after waiting, so the last
  /// place is given once. The message is the server's: when the statement begins the user is no member yet.
  static func join(_ group: Int64, user: Int64) -> Query {
    Query(
      "studyGroups.join",
      """
      with input as (
        select \(user)::bigint as user_id, \(group)::bigint as group_id
      ), joiner as (
        select u.id, u.display_name from input i join users u on u.id = i.user_id
      ), place as (
        update study_groups g
        set member_count = g.member_count + 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
          updated_at = now()
        from input i
        where g.id = i.group_id and g.visibility = 'PUBLIC' and g.member_count < g.max_members
          and exists (select from joiner)
          and not exists (select from group_members m where m.group_id = g.id and m.user_id = i.user_id)
        returning g.id, g.version, g.last_sequence
      ), membership as (
        insert into group_members (group_id, user_id)
        select p.id, j.id from place p cross join joiner j
        returning id, group_id
      ), message as (
        insert into group_messages (group_id, sequence, kind, content)
        select p.id, p.last_sequence, 'SYSTEM', j.display_name || ' joined the group.' from place p cross join joiner j
        returning id, group_id, sequence
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'group:' || m.group_id, 'GROUP_MESSAGE_POSTED', 'message_' || m.id,
          jsonb_build_object('groupId', m.group_id, 'messageId', m.id, 'sequence', m.sequence)
        from message m
        union all
        select 'group:' || p.id, 'GROUP_UPDATED', 'group_' || p.id,
          jsonb_build_object('groupId', p.id, 'version', p.version)
        from place p
        returning position
      )
      select case
          when exists (select from membership) then 'JOINED'
          when m.id is not null then 'ALREADY_MEMBER'
          when g.id is null or g.visibility = 'PRIVATE' then 'NOT_FOUND'
          when g.visibility = 'INVITE_ONLY' then 'INVITE_ONLY'
          else 'FULL'
        end as outcome
      from input i
      left join study_groups g on g.id = i.group_id
      left join group_members m on m.group_id = i.group_id and m.user_id = i.user_id
      """
    ).onBehalf(of: .system)
  }
}

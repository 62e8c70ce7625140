import AtlasAPI
import Postgres

/// The statements about groups themselves.
enum StudyGroupStatements {
  /// What rows of groups have.
  static let columns: Query = """
    g.id, g.created_at, g.updated_at, g.version, g.name, g.description, g.topic, g.visibility, g.created_by,
      g.member_count, g.max_members, g.focus_diagram_id, g.focus_lab_id, g.focus_incident_id,
      g.focus_atom_id
    """

  /// Groups are for users who are signed in; a PRIVATE one is there for its members, the invited and ADMIN.
  static func byID(_ ids: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.groupsByID",
      """
      select \(fragment: columns)
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

  /// Waits for other changes of a group.
  static func lock(_ group: Int64) -> Query {
    Query("studyGroups.lock", "select g.id from study_groups g where g.id = \(group) for no key update")
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
        select u.id, u.display_name from input i join users u on u.id = i.user_id and u.closed_at is null
      ), created as (
        insert into study_groups
          (name, description, topic, visibility, max_members, created_by, member_count, last_sequence)
        select i.name, i.description, i.topic, i.visibility, i.max_members, f.id, 1, 1
        from input i cross join founder f
        returning id, last_sequence
      ), owner as (
        insert into group_members (group_id, user_id, role, last_read_sequence)
        select c.id, f.id, 'OWNER', c.last_sequence from created c cross join founder f
        returning id
      ), \(fragment: StudyGroupNews.message(
        "f.display_name || ' founded the group.'", about: "f.id", from: "created c cross join founder f")),
      published as (
        insert into events (topic, kind, entity, payload)
        \(fragment: StudyGroupNews.posted)
      )
      select c.id from created c cross join owner o
      """
    ).onBehalf(of: .system)
  }

  /// Takes a place in a group; an invitation is used up, and with it ends that its user was removed. Runs when it is the
  /// group's turn; the update checks for room all the same, so the last place is given once. The message is the server's:
  /// when the statement begins the user is no member yet.
  static func join(_ group: Int64, user: Int64) -> Query {
    Query(
      "studyGroups.join",
      """
      with joiner as (
        select u.id, u.display_name, v.user_id is not null as is_invited, r.user_id is not null as is_removed
        from users u
        left join group_invitations v on v.group_id = \(group) and v.user_id = u.id
        left join group_removals r on r.group_id = \(group) and r.user_id = u.id
        where u.id = \(user) and u.closed_at is null
      ), changed as (
        update study_groups g
        set member_count = g.member_count + 1, last_sequence = g.last_sequence + 1, version = g.version + 1,
          updated_at = now()
        from joiner j
        where g.id = \(group) and (j.is_invited or g.visibility = 'PUBLIC' and not j.is_removed)
          and g.member_count < g.max_members
          and not exists (select from group_members m where m.group_id = g.id and m.user_id = j.id)
        returning g.id, g.version, g.last_sequence
      ), membership as (
        insert into group_members (group_id, user_id, last_read_sequence)
        select c.id, j.id, c.last_sequence from changed c cross join joiner j
        returning id
      ), accepted as (
        delete from group_invitations v using changed c where v.group_id = c.id and v.user_id = \(user)
      ), readmitted as (
        delete from group_removals r using changed c where r.group_id = c.id and r.user_id = \(user)
      ), \(fragment: StudyGroupNews.told(
        "j.display_name || ' joined the group.'", about: "j.id", from: "changed c cross join joiner j"))
      select case
          when j.id is null then 'NO_ACCOUNT'
          when exists (select from membership) then 'JOINED'
          when m.id is not null then 'ALREADY_MEMBER'
          when g.id is null or g.visibility = 'PRIVATE' and j.is_invited is not true then 'NOT_FOUND'
          when g.visibility = 'INVITE_ONLY' and not j.is_invited then 'INVITE_ONLY'
          when j.is_removed and not j.is_invited then 'REMOVED'
          else 'FULL'
        end as outcome
      from (select) as always
      left join joiner j on true
      left join study_groups g on g.id = \(group)
      left join group_members m on m.group_id = g.id and m.user_id = j.id
      """
    ).onBehalf(of: .system)
  }
}

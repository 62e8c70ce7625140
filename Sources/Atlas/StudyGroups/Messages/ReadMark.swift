import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// How far a member has read a group's messages.
struct ReadMark: Sendable {
  let groupID: Int64
  let sequence: Int

  /// - Throws: `UserErrors` for an id that is no group's.
  init(_ input: API.MarkGroupReadInput) throws(UserErrors) {
    guard let key = input.groupId.key(.group) else {
      throw UserErrors(.notFound("study group", GlobalID(input.groupId.value), "input", "groupId"))
    }
    groupID = key
    sequence = input.sequence
  }

  /// Moves the viewer's mark; answers the key of the group.
  func move(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows = try await context.write(ReadMarkStatements.move(groupID, to: sequence, user: viewer.userID))
    if rows.affectedRows == 1 { return groupID }
    throw try await MembershipRefusal.reason(groupID, viewer, context)
      ?? UserErrors(.input(.conflict, "The membership has just begun: try again.", "input", "groupId"))
  }
}

/// The statements about what members have read.
enum ReadMarkStatements {
  /// Moves a member's mark forwards, and not behind the last message. Nobody else is told.
  static func move(_ group: Int64, to sequence: Int, user: Int64) -> Query {
    Query(
      "studyGroups.moveReadMark",
      """
      update group_members a
      set last_read_sequence = greatest(a.last_read_sequence, least(\(sequence), g.last_sequence)), last_read_at = now()
      from study_groups g
      where g.id = a.group_id and a.group_id = \(group) and a.user_id = \(user)
      """)
  }

  /// How many messages are behind a member's mark in each group. All of them are by others, since whoever writes has
  /// read what came before; and none is missing, since they are numbered without gaps and their rows stay.
  static func unread(by user: Int64, in groups: [Int64]) -> Query {
    Query(
      "studyGroups.unreadCounts",
      """
      select a.group_id as parent_id, greatest(g.last_sequence - a.last_read_sequence, 0) as unread
      from group_members a
      join study_groups g on g.id = a.group_id
      where a.user_id = \(user) and a.group_id = any(\(groups))
      """)
  }
}

extension StudyGroupRow {
  /// How many messages the viewer has not read, by one statement for all groups; null for who is no member.
  static let unreadCount = FieldResolver<StudyGroupRow, NoArguments, Int?>.query(reads: .part(id.name)) {
    groups, _, _, context in
    ReadMarkStatements.unread(by: try context.requireViewer().userID, in: groups.distinctKeys(id))
  } _: { rows, groups, _, _ in
    let counted = RowSet(rows)
    let counts = Dictionary(zip(counted.integers("parent_id"), counted.integers("unread"))) { first, _ in first }
    return .values(groups.storage.values(id).map { counts[$0].map { Int(truncatingIfNeeded: $0) } })
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `inviteToStudyGroup`: asking users to join.
struct StudyGroupInvitation: Sendable {
  /// What became of it.
  struct Outcome: Sendable {
    let group: Int64
    /// How many users have an invitation now who had none.
    let count: Int
  }

  let input: API.InviteToStudyGroupInput

  /// Invites all of them, or nobody.
  func apply(_ context: ExecutionContext) async throws -> Outcome {
    let viewer = try context.requireViewer()
    let group = try StudyGroupStanding.key(input.groupId, "groupId")
    // No row has the key 0: an id of something else names nobody.
    let users = input.userIds.map { $0.key(.user) ?? 0 }
    let rows = try await context.write(
      StudyGroupInvitationStatements.invite(users, to: group, by: viewer), inTurnOf: group)
    _ = try StudyGroupStanding.role(rows, group, "groupId")
    guard rows.bool(0, 1) == true else {
      throw UserErrors(
        .input(.forbidden, "To a group that is not public, its owner and moderators invite.", "input", "groupId"))
    }
    let refused = (0..<rows.count).compactMap { refusal(rows, $0) }
    if !refused.isEmpty { throw UserErrors(refused) }
    if let limit = rows.int(0, 5) {
      throw UserErrors(
        .input(.quotaExceeded, "A group has at most \(limit) invitations that nobody used.", "input", "userIds"))
    }
    return Outcome(group: group, count: Int(truncatingIfNeeded: rows.int(0, 2) ?? 0))
  }

  private func refusal(_ rows: Rows, _ row: Int) -> UserError? {
    guard let position = rows.int(row, 3).flatMap({ Int(exactly: $0) }), input.userIds.indices.contains(position),
      let isRemoved = rows.bool(row, 4)
    else { return nil }
    let user = input.userIds[position].key(.user).map { GlobalID(.user, $0) }
    return isRemoved
      ? .input(.forbidden, "Who was removed is invited by the owner or a moderator.", "input", "userIds", "\(position)")
      : .notFound("user", user, "input", "userIds", "\(position)")
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `leaveStudyGroup`: giving up one's own place.
struct GroupMemberLeaving: Sendable {
  let input: API.LeaveStudyGroupInput

  /// Leaves; answers the group's key, though it may be gone.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let group = try StudyGroupStanding.key(input.groupId, "groupId")
    let rows = try await context.write(GroupMemberChangeStatements.leave(group, viewer), inTurnOf: group)
    let role = try StudyGroupStanding.role(rows, group, "groupId")
    guard rows.bool(0, 1) == true else {
      throw UserErrors(.state(role, allowed: Self.free, "Hand the group over to another member first."))
    }
    return group
  }

  /// The roles that a member may leave with.
  static let free = [API.GroupRole.moderator.rawValue, API.GroupRole.member.rawValue]
}

/// `removeGroupMember`: taking somebody else's place away.
struct GroupMemberRemoval: Sendable {
  let input: API.RemoveGroupMemberInput

  /// Removes the member; answers the group's key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let group = try StudyGroupStanding.key(input.groupId, "groupId")
    let user = try GroupMemberTarget.key(input.userId)
    let rows = try await context.write(
      GroupMemberChangeStatements.remove(user, from: group, by: viewer, Origin(context.request)), inTurnOf: group)
    _ = try StudyGroupStanding.role(rows, group, "groupId")
    let target = try GroupMemberTarget(rows, user)
    if target.isDone { return group }
    throw UserErrors(
      target.isSelf
        ? .input(.invalid, "Leave the group instead.", "input", "userId")
        : .input(.forbidden, "The owner removes anybody, moderators remove members.", "input", "userId"))
  }
}

/// `setGroupMemberRole`: what another member may do, and who owns the group.
struct GroupMemberRoleChange: Sendable {
  let input: API.SetGroupMemberRoleInput

  /// Gives the role; answers the key of the membership.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let group = try StudyGroupStanding.key(input.groupId, "groupId")
    let user = try GroupMemberTarget.key(input.userId)
    let rows = try await context.write(
      GroupMemberChangeStatements.give(input.role, to: user, in: group, by: viewer, Origin(context.request)),
      inTurnOf: group)
    let role = try StudyGroupStanding.role(rows, group, "groupId")
    guard role == API.GroupRole.owner.rawValue else {
      throw UserErrors(.input(.forbidden, "Only the owner gives roles.", "input", "groupId"))
    }
    let target = try GroupMemberTarget(rows, user)
    if target.isDone || target.role == input.role.rawValue { return target.key }
    if target.role != API.GroupRole.owner.rawValue, rows.bool(0, 5) == true {
      throw UserErrors(.input(.invalid, "The account of this member is closed.", "input", "userId"))
    }
    throw UserErrors(
      .state(target.role, allowed: [target.role], "The owner remains it until another member is made the owner."))
  }
}

/// The member whom a change is about, as its statement answers them.
private struct GroupMemberTarget {
  let key: Int64
  /// What they were before.
  let role: String
  let isSelf: Bool
  /// Whether the change was made.
  let isDone: Bool

  /// - Throws: `UserErrors` where the user is no member.
  init(_ rows: Rows, _ user: Int64) throws(UserErrors) {
    guard let key = rows.int(0, 1) else {
      throw UserErrors(.notFound("member of this group", GlobalID(.user, user), "input", "userId"))
    }
    self.key = key
    role = rows.string(0, 2) ?? ""
    isSelf = rows.bool(0, 3) ?? false
    isDone = rows.bool(0, 4) ?? false
  }

  /// The key of the user whom an input names.
  static func key(_ id: ID) throws(UserErrors) -> Int64 {
    guard let key = id.key(.user) else { throw UserErrors(.notFound("member of this group", nil, "input", "userId")) }
    return key
  }
}

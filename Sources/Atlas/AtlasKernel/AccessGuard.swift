import AtlasAPI
public import GraphQLExecution
public import GraphQLSchema
import GraphQLSyntax

/// A source that belongs to one user: what the rules SELF and OWNER compare with the viewer.
public protocol UserOwned {
  var ownerUserID: Int64 { get }
}

/// A source that belongs to one study group: what the rule GROUP_MEMBER asks about below the root.
public protocol GroupOwned {
  var ownerGroupID: Int64 { get }
}

/// What the rules GROUP_MEMBER and SELF_OR_INSTRUCTOR ask; the study groups answer it.
public protocol GroupMembership: Sendable {
  /// The groups among these to which the viewer belongs, by one statement. The keys are distinct.
  func groups(of viewer: Viewer, among groups: [Int64], _ context: ExecutionContext) async throws -> Set<Int64>
  /// Who belongs to a group at present.
  func members(of group: Int64, _ context: ExecutionContext) async throws -> Set<Int64>
  /// The users among these whom the viewer, an instructor, teaches: see `LearnerAudience`. One statement, distinct keys.
  func learners(of viewer: Viewer, among users: [Int64], _ context: ExecutionContext) async throws -> Set<Int64>
}

/// Turns `@auth` and `@public` into guards: evaluated with the whole batch, before the resolver.
public struct AccessGuards: Sendable {
  private let membership: any GroupMembership

  public init(membership: any GroupMembership) { self.membership = membership }

  /// The guard of a field; nil where the field is open or inherits from its parent.
  public func makeGuard(_ type: NamedType, _ field: FieldDefinition) -> FieldGuard? {
    let ownerDirective = field.directive("public") == nil ? type.directive("auth") : nil
    guard let requirement = (field.directive("auth") ?? ownerDirective).map(AccessRequirement.init) else { return nil }
    let membership = membership
    return FieldGuard(reads: requirement.rule == .anyone ? .none : .all, onDenied: requirement.onDenied) {
      parents, arguments, context in
      if let audience = context.audience, requirement.admits(audience, parents, arguments) { return .allow }
      let viewer: Viewer
      switch requirement.admit(context.request.claimant) {
      case .success(let admitted): viewer = admitted
      case .failure(let denial): return .deny(denial)
      }
      return try await decide(requirement.rule, viewer, parents, arguments, context, membership)
    }
  }

  /// The root fields that carry neither `@auth` nor `@public`: nobody may serve such a schema.
  public static func unguardedRootFields(_ schema: Schema) -> [String] {
    OperationType.allCases.compactMap { schema.rootType($0) }.flatMap { root in
      root.fields.filter { $0.directive("auth") == nil && $0.directive("public") == nil }
        .map { "\(root.name).\($0.name)" }
    }
  }
}

private func decide(
  _ rule: API.AccessRule, _ viewer: Viewer, _ parents: any AnyBatch, _ arguments: InputArguments,
  _ context: ExecutionContext, _ membership: any GroupMembership
) async throws -> FieldGuard.Decision {
  switch rule {
  case .anyone: return .allow
  case .self: return try await decideOwnership(viewer, parents, arguments)
  case .selfOrInstructor:
    if viewer.satisfies(.admin) { return .allow }
    return try await decideOwnership(viewer, parents, arguments) { users in
      viewer.satisfies(.instructor) ? try await membership.learners(of: viewer, among: users, context) : []
    }
  case .owner:
    // At the root the object is not known yet: its loader reads only what belongs to the viewer.
    return isRoot(parents) ? .allow : try await decideOwnership(viewer, parents, arguments)
  case .groupMember: return try await decideMembership(viewer, parents, arguments, context, membership)
  }
}

/// GROUP_MEMBER: the group named by the argument `groupId`, else each parent's own group.
private func decideMembership(
  _ viewer: Viewer, _ parents: any AnyBatch, _ arguments: InputArguments, _ context: ExecutionContext,
  _ membership: any GroupMembership
) async throws -> FieldGuard.Decision {
  if case .string(let id)? = arguments["groupId"] {
    guard let group = ID(id).key(.group) else { return .deny(.notFound("study group")) }
    if viewer.satisfies(.admin) { return .allow }
    return try await membership.groups(of: viewer, among: [group], context).contains(group)
      ? .allow : .deny(.forbidden())
  }
  if viewer.satisfies(.admin) { return .allow }
  guard let groups = (parents as? any GroupOwnedBatch)?.ownerGroupIDs else { return .deny(.forbidden()) }
  // A guard answers anew each time: what was true at the beginning of a subscription need not be true now.
  let joined = try await membership.groups(of: viewer, among: Array(Set(groups)).sorted(), context)
  var denied: [Int: GraphQLError] = [:]
  for (position, group) in groups.enumerated() where !joined.contains(group) { denied[position] = .forbidden() }
  return denied.isEmpty ? .allow : .denyPositions(denied)
}

/// SELF: the user named by the argument `userId`, else each parent's own user. A root field whose `userId` was left out
/// is about the viewer.
///
/// - Parameter readable: the users among these that the viewer may read about besides; asked for others only.
private func decideOwnership(
  _ viewer: Viewer, _ parents: any AnyBatch, _ arguments: InputArguments,
  readable: ([Int64]) async throws -> Set<Int64> = { _ in [] }
) async throws -> FieldGuard.Decision {
  if case .string(let id)? = arguments["userId"] {
    guard let user = ID(id).key(.user) else { return .deny(.forbidden()) }
    if user == viewer.userID { return .allow }
    return try await readable([user]).contains(user) ? .allow : .deny(.forbidden())
  }
  if isRoot(parents) { return .allow }
  guard let owners = (parents as? any OwnedBatch)?.ownerUserIDs else { return .deny(.forbidden()) }
  let others = Set(owners).subtracting([viewer.userID])
  let allowed = others.isEmpty ? [] : try await readable(others.sorted())
  var denied: [Int: GraphQLError] = [:]
  for (position, owner) in owners.enumerated() where others.contains(owner) && !allowed.contains(owner) {
    denied[position] = .forbidden()
  }
  return denied.isEmpty ? .allow : .denyPositions(denied)
}

extension AccessRequirement {
  /// Whether whoever belongs to the audience is let in, as a signed-in learner and as a member of its group. What more is
  /// asked depends on who it is.
  fileprivate func admits(_ audience: GroupAudience, _ parents: any AnyBatch, _ arguments: InputArguments) -> Bool {
    guard role == .student else { return false }
    switch rule {
    case .anyone: return true
    case .groupMember:
      if case .string(let id)? = arguments["groupId"] { return ID(id).key(.group) == audience.groupID }
      return (parents as? any GroupOwnedBatch)?.ownerGroupIDs.allSatisfy { $0 == audience.groupID } ?? false
    case .self, .selfOrInstructor, .owner: return false
    }
  }
}

private func isRoot(_ parents: any AnyBatch) -> Bool { parents is Batch<Root> || parents is Batch<EventRoot> }

/// A batch whose sources belong to users.
private protocol OwnedBatch {
  var ownerUserIDs: [Int64] { get }
}

extension Batch: OwnedBatch where Source: UserOwned {
  var ownerUserIDs: [Int64] { map(\.ownerUserID) }
}

/// A batch whose sources belong to study groups.
private protocol GroupOwnedBatch {
  var ownerGroupIDs: [Int64] { get }
}

extension Batch: GroupOwnedBatch where Source: GroupOwned {
  var ownerGroupIDs: [Int64] { map(\.ownerGroupID) }
}

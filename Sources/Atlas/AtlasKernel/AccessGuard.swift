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

/// What the rule GROUP_MEMBER asks; the study groups answer it.
public protocol GroupMembership: Sendable {
  /// The groups among these to which the viewer belongs, by one statement. The keys are distinct.
  func groups(of viewer: Viewer, among groups: [Int64], _ context: ExecutionContext) async throws -> Set<Int64>
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
  case .self: return decideOwnership(viewer, parents, arguments, mayRead: { _ in false })
  case .selfOrInstructor:
    return decideOwnership(viewer, parents, arguments, mayRead: { $0.satisfies(.instructor) })
  case .owner:
    // At the root the object is not known yet: its loader reads only what belongs to the viewer.
    return parents is Batch<Root> || parents is Batch<EventRoot>
      ? .allow : decideOwnership(viewer, parents, arguments, mayRead: { _ in false })
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

/// SELF: the user named by the argument `userId`, else the parent's own user.
private func decideOwnership(
  _ viewer: Viewer, _ parents: any AnyBatch, _ arguments: InputArguments, mayRead: (Viewer) -> Bool
) -> FieldGuard.Decision {
  if mayRead(viewer) { return .allow }
  if case .string(let id)? = arguments["userId"] {
    return ID(id).key(.user) == viewer.userID ? .allow : .deny(.forbidden())
  }
  guard let owners = parents as? any OwnedBatch else { return .deny(.forbidden()) }
  var denied: [Int: GraphQLError] = [:]
  for (position, owner) in owners.ownerUserIDs.enumerated() where owner != viewer.userID {
    denied[position] = .forbidden()
  }
  return denied.isEmpty ? .allow : .denyPositions(denied)
}

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

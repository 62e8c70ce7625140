import AtlasAPI
public import GraphQLExecution
public import GraphQLSchema
import GraphQLSyntax

/// A source that belongs to one user: what the rules SELF and OWNER compare with the viewer.
public protocol UserOwned {
  var ownerUserID: Int64 { get }
}

/// What the rule GROUP_MEMBER asks; the study groups answer it.
public protocol GroupMembership: Sendable {
  /// Whether the viewer belongs to the group.
  func isMember(_ viewer: Viewer, group: Int64, _ context: ExecutionContext) async throws -> Bool
}

/// Turns `@auth` and `@public` into guards: evaluated with the whole batch, before the resolver.
public struct AccessGuards: Sendable {
  private let membership: any GroupMembership

  public init(membership: any GroupMembership) { self.membership = membership }

  /// The guard of a field; nil where the field is open or inherits from its parent.
  public func makeGuard(_ type: NamedType, _ field: FieldDefinition) -> FieldGuard? {
    guard let directive = field.directive("auth") else { return nil }
    let requires = API.Role(rawValue: directive.enumValue("requires") ?? "") ?? .student
    let rule = API.AccessRule(rawValue: directive.enumValue("rule") ?? "") ?? .anyone
    let membership = membership
    return FieldGuard { parents, arguments, context in
      guard let viewer = context.viewer else { return .deny(.unauthenticated()) }
      guard viewer.satisfies(requires) else { return .deny(.forbidden()) }
      return try await decide(rule, viewer, parents, arguments, context, membership)
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
  case .groupMember:
    guard case .string(let id)? = arguments["groupId"], let group = ID(id).key(.group) else {
      return .deny(.notFound("study group"))
    }
    return try await membership.isMember(viewer, group: group, context) ? .allow : .deny(.forbidden())
  }
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

extension AppliedDirective {
  fileprivate func enumValue(_ name: String) -> String? {
    if case .enumValue(let value)? = argument(name) { return value }
    return nil
  }
}

import AtlasAPI
public import GraphQLExecution
import GraphQLSyntax
import Synchronization

/// The members of a study group, as those for whom something is executed once.
///
/// Whatever such an execution reads is what any member may read. Where something asks who the viewer is, there is none,
/// and the audience remembers it: the result is then nobody's. So it cannot happen that one member gets what another
/// one asked for.
public final class GroupAudience: Sendable {
  /// The group's row key.
  public let groupID: Int64
  private let hasAsked = Atomic<Bool>(false)

  /// The members of a group.
  public init(groupID: Int64) { self.groupID = groupID }

  /// Whether something has asked who the viewer is.
  public var viewerWasAsked: Bool { hasAsked.load(ordering: .acquiring) }

  /// Something asks who the viewer is, or depends on it.
  public func noteViewerAsked() { hasAsked.store(true, ordering: .releasing) }
}

extension ExecutionContext {
  /// The members of a group, where this execution is for all of them; then there is no viewer.
  public var audience: GroupAudience? { request.audience }

  /// The same context for all members of a group.
  public func shared(by audience: GroupAudience) -> ExecutionContext { fork(application: request.shared(by: audience)) }

  /// The events of a study group, for a member: equal subscriptions of its members are executed once for each event. The
  /// stream ends with an error when the viewer leaves the group, or is removed, and when the group goes.
  ///
  /// - Parameters:
  ///   - kinds: of the events that the subscription sends.
  ///   - isIncluded: which of these.
  public func groupEvents(
    _ groupID: Int64, kinds: Set<String>, where isIncluded: @escaping @Sendable (EventRecord) -> Bool = { _ in true }
  ) async throws -> SourceStream {
    let userID = viewer?.userID
    return try await eventStream(
      topic: "group:\(groupID)", kinds: kinds.union(["GROUP_UPDATED", "GROUP_DELETED"]), scope: groupScope(groupID)
    ) { event in
      if event.kind == "GROUP_DELETED" { throw GraphQLError.notFound("study group") }
      if let leaver = event.integer("leftUserId"), leaver == userID { throw GraphQLError.leftGroup() }
      return kinds.contains(event.kind) && isIncluded(event)
    }
  }

  /// API keys stand apart, since each has its own scopes, and so does whoever is no learner.
  private func groupScope(_ groupID: Int64) -> EventScope? {
    guard let viewer, viewer.scopes == nil, viewer.satisfies(.student) else { return nil }
    return EventScope(name: GlobalID(.group, groupID).id.value, subscriber: String(viewer.userID))
  }
}

extension GraphQLError {
  /// A subscriber's place in the group ended. Who has come back since may subscribe anew.
  fileprivate static func leftGroup() -> GraphQLError {
    GraphQLError("You left the study group. Read the current state and subscribe again.", code: .resync)
  }
}

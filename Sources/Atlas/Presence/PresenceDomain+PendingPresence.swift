public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of presence and cursors, to be replaced.
extension PresenceDomain {
  /// `Mutation.moveCursor`
  public var moveCursor: FieldResolver<Root, API.Mutation.MoveCursorArguments, API.MoveCursorPayload> { .pending }
  /// `Subscription.peerCursorMoved`
  public var peerCursorMoved: FieldResolver<EventRoot, API.Subscription.PeerCursorMovedArguments, API.PeerCursor> { .pending }
  /// `Subscription.groupPresenceChanged`
  public var groupPresenceChanged: FieldResolver<EventRoot, API.Subscription.GroupPresenceChangedArguments, API.GroupPresence> { .pending }

  func registerPendingPresence(in map: inout ResolverMap) {
    map.add(
      API.Presence.Fields<Payload<Int>>(
        user: .pending, state: .pending, since: .pending, focus: .pending))
    map.add(
      API.GroupPresence.Fields<Payload<Int>>(
        groupId: .pending, joined: .pending, left: .pending, online: .pending))
    map.add(
      API.PeerCursor.Fields<Payload<Int>>(
        user: .pending, diagramId: .pending, position: .pending, at: .pending))
    map.add(
      API.CursorPosition.Fields<Payload<Int>>(
        x: .pending, y: .pending, selection: .pending))
    map.add(
      API.MoveCursorPayload.Fields<Payload<Int>>(
        accepted: .pending, userErrors: .pending))
  }
}

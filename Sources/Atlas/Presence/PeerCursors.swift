import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax
import Postgres
import Synchronization

/// `Mutation.moveCursor` and `Subscription.peerCursorMoved`.
struct PeerCursors: Sendable {
  let settings: PresenceSettings
  let bus: TransientBus
  let hub: CursorHub
  let presence: PresenceHub
  let sight: DiagramSight

  init(settings: PresenceSettings, bus: TransientBus, presence: PresenceHub) {
    self.settings = settings
    self.bus = bus
    self.presence = presence
    let hub = CursorHub()
    self.hub = hub
    sight = DiagramSight(lifetime: settings.sightLifetime)
    bus.onMessage(of: PeerCursor.topic) { [weak presence] body, _ in
      guard let cursor = PeerCursor(body) else { return }
      presence?.noteFocus(of: cursor.user, on: cursor.diagram)
      hub.publish(cursor)
    }
  }

  /// Shows a cursor to whoever watches the diagram.
  ///
  /// - Throws: `UserErrors` for a position that cannot be, and for a diagram that is not there for the viewer.
  func move(_ input: API.MoveCursorInput, _ context: ExecutionContext) async throws -> PeerCursor {
    let viewer = try context.requireViewer()
    guard
      let position = CursorPosition(x: input.position.x, y: input.position.y, selection: input.position.selection)
    else {
      throw UserErrors(.input(.invalid, "Nobody can point there.", "input", "position"))
    }
    guard let diagram = input.diagramId.key(.diagram),
      try await sight.sees(diagram, context.viewer(within: .catalogRead), context.request.database)
    else { throw UserErrors(.notFound("diagram", nil, "input", "diagramId")) }
    let cursor = PeerCursor(user: viewer.userID, diagram: diagram, position: position, at: .now)
    presence.noteFocus(of: cursor.user, on: diagram)
    hub.publish(cursor)
    bus.send(cursor.transient)
    return cursor
  }

  /// The cursors of the viewer's peers in a diagram: of each the newest, and not more often than the settings say.
  ///
  /// - Throws: `NOT_FOUND` where the diagram is not there for the viewer.
  func stream(of id: ID, _ context: ExecutionContext) async throws -> SourceStream {
    guard let diagram = id.key(.diagram) else { throw GraphQLError.notFound("diagram") }
    let watch = CursorWatch(
      diagram: diagram, viewer: try context.requireViewer(), reader: context.viewer(within: .catalogRead),
      request: context.request, sight: sight, settings: settings)
    try await watch.checkSight()
    let token = hub.add(watch.subscriber, of: diagram)
    let restEnd = Mutex(ContinuousClock.now)
    return SourceStream(
      AsyncThrowingStream { [settings] in
        defer { withExtendedLifetime(token) {} }
        try? await Task.sleep(until: restEnd.withLock { $0 }, clock: .continuous)
        guard let cursor = try await watch.next() else { return nil }
        restEnd.withLock { $0 = .now + settings.cursorPause }
        return SourceEvent(cursor)
      })
  }
}

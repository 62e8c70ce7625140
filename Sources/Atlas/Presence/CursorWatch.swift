import AtlasKernel
import GraphQLSyntax
import Postgres
import Synchronization

/// The source of one `peerCursorMoved`. While somebody moves it asks every few seconds who the peers are, and whether the
/// diagram is still there for the subscriber.
struct CursorWatch: Sendable {
  let diagram: Int64
  let viewer: Viewer
  /// As whom the viewer reads diagrams: nobody, for an API key that must not.
  let reader: Viewer?
  let request: AtlasRequest
  let sight: DiagramSight
  let settings: PresenceSettings
  let subscriber: CursorSubscriber

  init(
    diagram: Int64, viewer: Viewer, reader: Viewer?, request: AtlasRequest, sight: DiagramSight,
    settings: PresenceSettings
  ) {
    self.diagram = diagram
    self.viewer = viewer
    self.reader = reader
    self.request = request
    self.sight = sight
    self.settings = settings
    subscriber = CursorSubscriber(user: viewer.userID)
  }

  /// The next cursor; nil when the task is cancelled.
  ///
  /// - Throws: `UNAUTHENTICATED` when the credentials have ended, `NOT_FOUND` when the diagram is no more for the viewer.
  func next() async throws -> PeerCursor? {
    while !Task.isCancelled {
      guard request.isCurrent(viewer) else { throw GraphQLError.credentialsEnded() }
      let now = ContinuousClock.now
      if subscriber.inbox.withLock({ $0.wantsPeers(at: now) }) {
        try await learnPeers(until: now + settings.peerLifetime)
      }
      if let cursor = subscriber.inbox.withLock({ $0.next(at: now) }) { return cursor }
      await subscriber.bell.wait()
    }
    return nil
  }

  /// - Throws: `NOT_FOUND` where the diagram is not there for the viewer.
  func checkSight() async throws {
    guard try await sight.sees(diagram, reader, request.database) else { throw GraphQLError.notFound("diagram") }
  }

  private func learnPeers(until end: ContinuousClock.Instant) async throws {
    try await checkSight()
    let rows = try await request.database.read(PresenceStatements.peers(of: viewer.userID))
    let peers = Set((0..<rows.count).compactMap { rows.int($0, 0) })
    subscriber.inbox.withLock { $0.setPeers(peers, until: end) }
  }
}

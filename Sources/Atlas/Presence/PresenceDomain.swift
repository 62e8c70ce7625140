// The front door of Presence: who is there in a study group, and where peers point. Nothing of it is stored.
//
// Neighbours: the kernel's bus carries it between instances; the kernel's event streams tell by `GroupAttendance` who
// listens to a group, and StudyGroups asks by it who is there.
// Invariant: presence mends itself within a heartbeat, whatever gets lost; a cursor that gets lost is lost.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLSyntax
public import Postgres

/// Who is there, and where they point.
public struct PresenceDomain: Sendable {
  private let bus: TransientBus
  private let hub: PresenceHub
  private let cursors: PeerCursors

  /// Nobody is there yet, and nothing is heard of other instances before `run`.
  public init(settings: PresenceSettings = PresenceSettings()) {
    bus = TransientBus()
    hub = PresenceHub(settings: settings, bus: bus)
    cursors = PeerCursors(settings: settings, bus: bus, presence: hub)
  }

  /// Who is told that people listen to groups, and answers `StudyGroup.presence`.
  public var attendance: any GroupAttendance { hub }

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    map.add(Attendant.fields)
    map.add(GroupPresenceChange.fields)
    map.add(PeerCursor.fields)
    map.add(CursorPosition.fields)
    map.add(
      API.MoveCursorPayload.Fields<Payload<PeerCursor>>(
        accepted: .value { $0.outcome != nil }, userErrors: .userErrors()))
  }

  /// Hears and tells the other instances, and looks after who is there, until the task is cancelled.
  public func run(over database: Database) async {
    await withDiscardingTaskGroup { [bus, hub, cursors] group in
      group.addTask { await bus.run(over: database) }
      group.addTask { await hub.run(over: database) }
      group.addTask { await cursors.hub.run(every: cursors.settings.heartbeat) }
    }
  }

  /// Tells the other instances that this one stops. To be called after `run` has ended.
  public func sayGoodbye(over database: Database) async { await hub.sayGoodbye(over: database) }
}

extension PresenceDomain {
  /// `Mutation.moveCursor`
  public var moveCursor: FieldResolver<Root, API.Mutation.MoveCursorArguments, API.MoveCursorPayload> {
    .payload { [cursors] arguments, context in try await cursors.move(arguments.input, context) }
  }

  /// `Subscription.peerCursorMoved`
  public var peerCursorMoved: FieldResolver<EventRoot, API.Subscription.PeerCursorMovedArguments, API.PeerCursor> {
    .stream(of: PeerCursor.self) { [cursors] arguments, context in
      try await cursors.stream(of: arguments.diagramId, context)
    } resolve: { cursor, _, _ in
      .ready(ColumnOf<API.PeerCursor>.objects([cursor]).column)
    }
  }

  /// `Subscription.groupPresenceChanged`
  public var groupPresenceChanged:
    FieldResolver<EventRoot, API.Subscription.GroupPresenceChangedArguments, API.GroupPresence>
  {
    .stream(of: GroupPresenceChange.self) { [hub] arguments, context in
      guard let group = arguments.groupId.key(.group) else { throw GraphQLError.notFound("study group") }
      return try hub.changes(in: group, context)
    } resolve: { change, _, _ in
      .ready(ColumnOf<API.GroupPresence>.objects([change]).column)
    }
  }
}

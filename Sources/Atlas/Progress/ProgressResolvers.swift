import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension ProgressRow {
  static let fields = API.Progress.Fields<ProgressRow>(
    id: .globalID(.progress, userID),
    version: .column(version),
    user: .reference(userID),
    overallPercent: .column(overallPercent),
    diagrams: .batch { learners, _, _ in .objects(learners.map(\.diagrams)) },
    labs: .batch { learners, _, _ in .objects(learners.map(\.labs)) },
    atoms: .batch { learners, _, _ in .objects(learners.map(\.atoms)) },
    currentStreakDays: .column(currentStreakDays),
    timeSpent: .column(timeSpent),
    lastActivityAt: .column(lastActivityAt),
    lastEvent: lastEvent,
    events: events,
    updatedAt: .column(updatedAt))

  /// The event stands in the learner's own row.
  private static let lastEvent = FieldResolver<ProgressRow, NoArguments, API.ProgressEvent?>.batch { learners, _, _ in
    let rows = learners.storage.values(lastEventID).enumerated().map { position, id in
      id == nil ? -1 : Int32(truncatingIfNeeded: position)
    }
    return .objects(Batch<ProgressEventRow>(learners.storage.viewed(as: ProgressEventRow.self)), rows: rows)
  }

  private static let events = FieldResolver<ProgressRow, API.Progress.EventsArguments, API.ProgressEventConnection>
    .query { learners, arguments, context in
      let page = try eventsPage(arguments, context)
      try arguments.range?.checkOrder()
      return ProgressEventStatements.page(
        users: learners.distinctKeys(userID), arguments.range, after: page.after?.first, limit: page.limit)
    } _: { rows, learners, arguments, context in
      .objects(
        Page<ProgressEventRow>.pages(
          rows, parents: learners.storage.values(userID), parentColumn: ProgressEventRow.userID,
          arguments: try eventsPage(arguments, context),
          total: { ProgressEventStatements.counts(users: $0, arguments.range) }))
    }

  private static func eventsPage(
    _ arguments: API.Progress.EventsArguments, _ context: ExecutionContext
  ) throws -> PageArguments {
    try PageArguments(
      first: arguments.first, after: arguments.after, cursor: ProgressEventRow.cursorKind,
      narrowing: [arguments.range?.given], context)
  }
}

extension ProgressTally {
  static let fields = API.ProgressTally.Fields<ProgressTally>(
    completed: .value { $0.completed },
    inProgress: .value { $0.inProgress },
    total: .value { $0.total },
    percent: .value { $0.percent })
}

extension ProgressEventRow {
  static let fields = API.ProgressEvent.Fields<ProgressEventRow>(
    id: .globalID(.progressEvent, id),
    kind: .column(kind),
    subject: FieldResolver { events, _, _ in .loading(LoadRequest(events.map(\.subject))) },
    at: .column(at),
    delta: .column(delta))

  static let edges = API.ProgressEventEdge.Fields<Edge<ProgressEventRow>>(cursor: .cursor(), node: .node())

  static let connection = API.ProgressEventConnection.Fields<Page<ProgressEventRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())

  static let cursorKind = CursorKind("steps", .integer(id))
}

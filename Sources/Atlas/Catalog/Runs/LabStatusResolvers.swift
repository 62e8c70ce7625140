import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension LabStatusRow {
  static let fields = API.LabStatus.Fields<LabStatusRow>(
    lab: .reference(labID),
    user: .reference(userID),
    state: .column(state),
    attempts: .column(attempts),
    environment: .batch { statuses, _, _ in
      .objects(
        Batch<LabEnvironmentRow>(statuses.storage.viewed(as: LabEnvironmentRow.self)),
        rows: statuses.map(\.hasEnvironment).enumerated().map { $1 ? Int32(truncatingIfNeeded: $0) : -1 })
    },
    revealedHints: revealedHints,
    lastResult: .reference(lastResultID),
    message: .value { $0.message },
    changedAt: .column(changedAt))

  /// The hints that each learner has revealed. Their texts are for the learner.
  private static let revealedHints = FieldResolver<LabStatusRow, NoArguments, [API.LabHint]>.query {
    statuses, _, context in
    LabHintStatements.revealed(
      users: statuses.storage.values(userID), labs: statuses.storage.values(labID),
      viewer: context.viewer(within: .progressRead)?.userID)
  } _: { rows, statuses, _, _ in
    let grouped = RowSet.grouped(
      rows, parents: (0..<statuses.count).map { Int64($0) + 1 }, parentColumn: RowColumn("status_number"))
    return .lists(Batch<LabHintRow>(RowStorage(grouped.rows)), offsets: grouped.offsets)
  }
}

extension LabRow {
  /// How far the viewer has come.
  static let viewerStatus = FieldResolver<LabRow, NoArguments, API.LabStatus?>.query(reads: .part(id.name)) {
    labs, _, _, context in
    LabStatusStatements.statuses(user: try context.requireViewer().userID, labs: labs.distinctKeys(id))
  } _: { rows, labs, _, _ in
    .objects(of: LabStatusRow.self, rows, parents: labs.storage.values(id), parentColumn: LabStatusRow.labID)
  }
}

extension FieldResolver where Source == Payload<LabRunOutcome>, Output == API.LabStatus? {
  /// The status after the mutation.
  static var status: Self { .labStatus { $0.outcome.map { ($0.labID, $0.userID) } } }
}

extension FieldResolver where Output == API.LabStatus? {
  /// The status of a learner in a lab, for a payload.
  static func labStatus<Outcome>(
    _ pair: @escaping @Sendable (Source) -> (lab: Int64, user: Int64)?
  ) -> Self where Source == Payload<Outcome> {
    .fetch { payloads, _, context in
      // A mutation answers one payload.
      guard let (lab, user) = payloads.map(pair).first ?? nil else {
        return .objects(Batch<LabStatusRow>(RowStorage()), rows: payloads.map { _ in -1 })
      }
      let rows = try await context.read(LabStatusStatements.statuses(user: user, labs: [lab]))
      return .objects(Batch<LabStatusRow>(RowStorage(rows)), rows: [rows.count > 0 ? 0 : -1])
    }
  }
}

extension LabWork {
  /// The viewer's own status in a lab, each time it moves. An event that names a state is answered with that one, so that
  /// none is passed over when several come in a row.
  var labStatusChanged: FieldResolver<EventRoot, API.Subscription.LabStatusChangedArguments, API.LabStatus> {
    .stream(of: EventRecord.self) { arguments, context in
      let viewer = try context.requireViewer()
      guard let lab = arguments.labId.key(.lab),
        try await context.read(LabStatusStatements.visible(lab: lab, viewer: viewer)).count > 0
      else { throw GraphQLError.notFound("lab") }
      return try await context.eventStream(topic: "lab:\(lab):\(viewer.userID)", kinds: ["LAB_STATUS_CHANGED"])
    } resolve: { event, _, context in
      guard let lab = event.integer("labId"), let user = event.integer("userId") else {
        throw GraphQLError.notFound("lab")
      }
      let state = event.payload["state"]?.stringValue.flatMap { API.LabState(rawValue: $0) }
      let pending = context.submit(LabStatusStatements.statuses(user: user, labs: [lab], state: state))
      return .pending {
        let rows = try await pending.rows()
        guard rows.count == 1 else { throw GraphQLError.notFound("lab") }
        return ColumnOf<API.LabStatus>.objects(Batch<LabStatusRow>(RowStorage(rows))).column
      }
    }
  }
}

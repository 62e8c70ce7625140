import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension LabStatusRow {
  static let fields = API.LabStatus.Fields<LabStatusRow>(
    lab: .reference(labID),
    user: .reference(userID),
    state: .column(state),
    attempts: .column(attempts),
    environment: .pending,
    revealedHints: .pending,
    lastResult: .reference(lastResultID),
    message: .value { $0.message },
    changedAt: .column(changedAt))
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

extension LabWork {
  /// The viewer's own status in a lab, each time it moves.
  var labStatusChanged: FieldResolver<EventRoot, API.Subscription.LabStatusChangedArguments, API.LabStatus> {
    .stream(of: EventRecord.self) { arguments, context in
      let viewer = try context.requireViewer()
      guard let lab = arguments.labId.key(.lab),
        try await context.read(LabStatusStatements.visible(lab: lab, viewer: viewer)).count > 0
      else { throw GraphQLError.notFound("lab") }
      return try await context.eventStream(topic: "lab:\(lab):\(viewer.userID)") { $0.kind == "LAB_STATUS_CHANGED" }
    } resolve: { event, _, context in
      guard let lab = event.integer("labId"), let user = event.integer("userId") else {
        throw GraphQLError.notFound("lab")
      }
      let pending = context.submit(LabStatusStatements.statuses(user: user, labs: [lab]))
      return .pending {
        let rows = try await pending.rows()
        guard rows.count == 1 else { throw GraphQLError.notFound("lab") }
        return ColumnOf<API.LabStatus>.objects(Batch<LabStatusRow>(RowStorage(rows))).column
      }
    }
  }
}

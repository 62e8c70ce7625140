import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// `Subscription.diagramUpdated`: a diagram, each time it is edited.
///
/// The rights of the viewer are asked for anew at each event: one that was deleted, or that is no longer for them, is
/// answered with NOT_FOUND.
enum DiagramUpdates {
  static let resolver = FieldResolver<EventRoot, API.Subscription.DiagramUpdatedArguments, API.Diagram>.stream(
    of: EventRecord.self
  ) { arguments, context in
    guard let key = arguments.diagramId.key(.diagram),
      try await context.read(
        DiagramStatements.byID([key], .part(DiagramRow.id.name), viewer: context.viewer(within: .catalogRead))
      ).count > 0
    else { throw GraphQLError.notFound("diagram") }
    return try await context.eventStream(topic: "diagram:\(key)")
  } resolve: { _, arguments, context in
    guard let key = arguments.diagramId.key(.diagram) else { throw GraphQLError.notFound("diagram") }
    let pending = context.submit(DiagramStatements.byID([key], .all, viewer: context.viewer(within: .catalogRead)))
    return .pending {
      let rows = try await pending.rows()
      guard rows.count > 0 else { throw GraphQLError.notFound("diagram") }
      return ColumnOf<API.Diagram>.objects(Batch<DiagramRow>(RowStorage(rows))).column
    }
  }
}

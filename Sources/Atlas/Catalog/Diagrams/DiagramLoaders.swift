import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension DiagramRow {
  /// The diagrams that the viewer may see.
  static let loader = RowLoader<DiagramRow>(
    key: id,
    selecting: { keys, selected, context in
      DiagramStatements.byID(keys, selected, viewer: context.viewer(within: .catalogRead))
    })
}

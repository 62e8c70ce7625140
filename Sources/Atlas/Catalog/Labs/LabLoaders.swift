import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension LabRow {
  /// The labs that the viewer may see.
  static let loader = RowLoader<LabRow>(
    key: id,
    selecting: { keys, selected, context in
      LabStatements.byID(keys, selected, viewer: context.viewer(within: .catalogRead))
    })
}

import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension IncidentRow {
  /// Any incidents, for everybody.
  static let loader = RowLoader<IncidentRow>(key: id) { keys, _ in
    IncidentStatements.byID(keys)
  }
}

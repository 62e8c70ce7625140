import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension SkillRow {
  /// Any skills, for everybody.
  static let loader = RowLoader<SkillRow>(key: id) { keys, _ in
    SkillStatements.byID(keys)
  }
}

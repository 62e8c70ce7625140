import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Metrics by learner and stretch of time; the fields that lead to them say who may see them. A learner who is not there
/// has none.
struct MetricsLoader: EntityLoader {
  func load(
    _ keys: [MetricsKey], _ selected: Selected, _ context: ExecutionContext
  ) throws -> @Sendable () async throws -> LoadedEntities<MetricsKey, MetricsRow> {
    let pending = context.submit(MetricsStatements.values(keys))
    return {
      let found = MetricsRow.first(of: try await pending.rows())
      return LoadedEntities(keys: found.values(MetricsRow.number).map { keys[$0 - 1] }, storage: found)
    }
  }
}

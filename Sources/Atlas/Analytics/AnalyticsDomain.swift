// Analytics: numbers about learners' activity and their mastery of skills, computed when they are asked for.
//
// Neighbours: it reads the tables of Progress, Catalog and Tutor and writes none; users and skills are reached by key.
// Invariant: all numbers of one field come from one statement, hence from one moment.

public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// The domain of numbers about learners.
public struct AnalyticsDomain: Sendable {
  public init() {}

  /// Adds the resolvers of the domain.
  public func register(in map: inout ResolverMap) {
    map.add(MetricsRow.fields)
    map.add(MetricRow.fields)
    map.add(MetricPointRow.fields)
    map.add(SkillHeatmapRow.fields)
    map.add(SkillCellRow.fields)
    registerPendingAnalytics(in: &map)
  }

  /// Numbers about one learner's activity.
  public var userMetrics: FieldResolver<Root, API.Query.UserMetricsArguments, API.Metrics> {
    .query { _, arguments, _ in
      guard let user = arguments.userId.key(.user) else { throw GraphQLError.notFound("user") }
      return MetricsStatements.values(user: user)
    } _: { rows, _, _, _ in
      // Counts are there for every user, so no row means no user.
      guard rows.count > 0 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<MetricsRow>(RowStorage(rows, 0..<1)))
    }
  }

  /// One learner's mastery by skill and difficulty.
  public var skillHeatmap: FieldResolver<Root, API.Query.SkillHeatmapArguments, API.SkillHeatmap> {
    .query { _, arguments, _ in
      guard let user = arguments.userId.key(.user) else { throw GraphQLError.notFound("user") }
      return SkillHeatmapStatements.cells(user: user)
    } _: { rows, _, _, _ in
      guard rows.count > 0 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<SkillHeatmapRow>(RowStorage(rows, 0..<1)))
    }
  }
}

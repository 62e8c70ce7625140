import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension MetricsRow {
  static let fields = API.Metrics.Fields<MetricsRow>(
    user: .reference(userID),
    range: .value { _ in "P30D" },
    values: .batch { metrics, _, _ in
      var rows = RowStorage<MetricRow>()
      let lists = metrics.map(\.values)
      for list in lists { rows.append(contentsOf: list) }
      return .lists(Batch<MetricRow>(rows), offsets: ColumnOf<[API.Metric]>.offsets(lists.map(\.count)))
    },
    metric: .batch { metrics, arguments, _ in
      var rows = RowStorage<MetricRow>()
      let found = metrics.map { learner -> Int32 in
        let names = learner.values.values(MetricRow.name)
        guard let position = names.firstIndex(of: arguments.name) else { return -1 }
        rows.append(contentsOf: learner.values.gathering([Int32(truncatingIfNeeded: position)]))
        return Int32(truncatingIfNeeded: rows.count - 1)
      }
      return .objects(Batch<MetricRow>(rows), rows: found)
    },
    series: series,
    predictions: .pending,
    calculatedAt: .column(calculatedAt))

  /// Metrics stand only under a root field, so there is one parent and one statement.
  private static let series = FieldResolver<MetricsRow, API.Metrics.SeriesArguments, [API.MetricPoint]> {
    metrics, arguments, context in
    if let from = arguments.range?.from, let to = arguments.range?.to, from > to {
      throw GraphQLError.validation("range.from must not be later than range.to.")
    }
    let pending = metrics.map { context.submit(MetricsStatements.series(user: $0.userID, arguments)) }
    return .pending {
      var points = RowStorage<MetricPointRow>()
      var lengths: [Int] = []
      for pending in pending {
        let rows = try await pending.rows()
        points.append(contentsOf: RowStorage(rows))
        lengths.append(rows.count)
      }
      typealias Points = ColumnOf<[API.MetricPoint]>
      return Points.lists(Batch<MetricPointRow>(points), offsets: Points.offsets(lengths)).column
    }
  }
}

extension MetricRow {
  static let fields = API.Metric.Fields<MetricRow>(
    name: .column(name),
    value: .column(value),
    unit: .column(unit),
    calculatedAt: .column(calculatedAt))
}

extension MetricPointRow {
  static let fields = API.MetricPoint.Fields<MetricPointRow>(at: .column(at), value: .column(value))
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension MetricsRow {
  static let fields = API.Metrics.Fields<MetricsRow>(
    user: .reference(userID),
    range: .column(range),
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
    predictions: predictions,
    calculatedAt: .column(calculatedAt))

  private static let series = FieldResolver<MetricsRow, API.Metrics.SeriesArguments, [API.MetricPoint]>
    .query { metrics, arguments, _ in
      try arguments.range?.checkOrder()
      return MetricsStatements.series(users: metrics.distinctKeys(userID), arguments)
    } _: { rows, metrics, _, _ in
      let points = RowSet.grouped(
        rows, parents: metrics.storage.values(userID), parentColumn: MetricPointRow.userID)
      return .lists(Batch<MetricPointRow>(RowStorage(points.rows)), offsets: points.offsets)
    }

  /// Null for a learner of whom nothing can be predicted.
  private static let predictions = FieldResolver<MetricsRow, NoArguments, [API.Prediction]?>
    .query { metrics, _, _ in
      PredictionStatements.predictions(users: metrics.distinctKeys(userID))
    } _: { rows, metrics, _, _ in
      let found = RowSet.grouped(
        rows, parents: metrics.storage.values(userID), parentColumn: PredictionRow.userID)
      let none = (0..<metrics.count).filter { found.offsets[$0] == found.offsets[$0 + 1] }
      let predictions = Column(.objects(ObjectColumn(Batch<PredictionRow>(RowStorage(found.rows)))))
      return ColumnOf(
        unchecked: Column(.list(ListColumn(offsets: found.offsets, nulls: Set(none), inner: predictions))))
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

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// An expectation about one learner.
struct PredictionRow: RowRecord {
  static let userID = RowColumn<Int64>("user_id")
  static let name = RowColumn<String>("name")
  static let value = RowColumn<Double>("value")
  static let confidence = RowColumn<Double>("confidence")
  static let method = RowColumn<String>("method")
  static let validUntil = RowColumn<DateTime>("valid_until")

  let row: Row

  init(row: Row) { self.row = row }

  /// The resolvers of `Prediction`.
  static let fields = API.Prediction.Fields<PredictionRow>(
    name: .column(name),
    value: .column(value),
    confidence: .column(confidence),
    method: .column(method),
    validUntil: .column(validUntil))
}

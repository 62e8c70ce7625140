import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// One learner's dashboard: whose it is, and what it leads to.
struct DashboardRow: RowRecord {
  static let userID = RowColumn<Int64>("user_id")
  /// Global ids.
  static let nextUp = RowColumn<[String]>("next_up")
  static let conversations = RowColumn<[String]>("conversations")

  let row: Row

  init(row: Row) { self.row = row }

  /// The resolvers of `Dashboard`.
  static let fields = API.Dashboard.Fields<DashboardRow>(
    user: .reference(userID),
    progress: .reference(userID),
    metrics: FieldResolver { dashboards, _, _ in
      let keys = try dashboards.storage.values(userID).map { Optional(try MetricsKey(userID: $0)) }
      return .loading(LoadRequest(API.Metrics.typeName, keys: keys))
    },
    nextUp: .objects(nextUp),
    recentConversations: .objects(conversations))
}

extension FieldResolver where Source: RowRecord {
  /// The objects of global ids in a column, each of its type. The statement names only what is there.
  static func objects<Composite: CompositeOutput>(_ column: RowColumn<[String]>) -> Self where Output == [Composite] {
    Self(reads: .part(column.name)) { parents, _, _ in
      let lists = parents.storage.values(column).map { $0.compactMap { GlobalID($0) } }
      let offsets = ColumnOf<[Composite]>.offsets(lists.map(\.count))
      return .loading(
        LoadRequest(lists.joined().map { Optional((typeName: $0.kind.typeName, key: $0.key)) }) {
          Column(.list(ListColumn(offsets: offsets, inner: $0)))
        })
    }
  }
}

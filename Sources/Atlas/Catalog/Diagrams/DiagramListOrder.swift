import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// What a list of diagrams is ordered by: what the client says, else how well they match its words, else the title.
struct DiagramListOrder: Sendable {
  private enum Key: Equatable {
    case field(API.DiagramOrderField)
    /// How well they match these words, best first.
    case match(String)
  }

  private let key: Key
  private let isDescending: Bool

  init(_ order: API.DiagramOrder?, search: String?) {
    if let order {
      (key, isDescending) = (.field(order.field), order.direction == .desc)
    } else if let words = search?.searchWords {
      (key, isDescending) = (.match(words), false)
    } else {
      (key, isDescending) = (.field(.title), false)
    }
  }

  /// The order of rows with the column `order_key`; equal ones follow by age.
  var keyset: KeysetOrder { KeysetOrder("p.order_key", "p.id", descending: isDescending) }

  /// SQL of `order_key` for a row `d` of `diagrams`. Popularity reads diagram_completions of the progress domain.
  var expression: Query {
    switch key {
    case .field(.title): "d.title"
    case .field(.createdAt): "d.created_at"
    case .field(.updatedAt): "d.updated_at"
    case .field(.difficulty): DifficultyStatements.rank(of: "d.difficulty")
    case .field(.popularity): "(select count(*) from diagram_completions c where c.diagram_id = d.id)"
    // The best match has the least distance, so that equal ones follow from old to new here, too.
    case .match(let words): "(-ts_rank(d.search, websearch_to_tsquery('english', \(words))))::double precision"
    }
  }

  /// The cursors of a list in this order.
  var cursor: CursorKind { CursorKind("diagrams by \(name)", orderKey, .integer(DiagramRow.id)) }

  private var name: String {
    switch key {
    case .field(let field): "\(field.rawValue) \(isDescending ? "DESC" : "ASC")"
    case .match: "match"
    }
  }

  private var orderKey: CursorKey {
    switch key {
    case .field(.title): .text(RowColumn("order_key"))
    case .field(.createdAt), .field(.updatedAt): .moment(RowColumn("order_key"))
    case .field(.difficulty), .field(.popularity): .integer(RowColumn("order_key"))
    case .match: .number(RowColumn("order_key"))
    }
  }
}

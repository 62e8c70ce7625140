public import AtlasAPI
public import GraphQLExecution
import GraphQLPostgres
import Postgres

extension FieldResolver where Output == [API.Facet] {
  /// The facets of a connection: its pages know how the values of their parents' items are counted, by a statement that
  /// answers `parent_id`, `name`, `value` and `count`. The pages of a batch come from one field, so they count alike.
  public static func facets<Record>() -> Self where Source == Page<Record> {
    Self { pages, _, context in
      guard pages.count > 0 else { return .ready(ColumnOf<Output>.lists([[Facet]]()).column) }
      guard let facets = pages[0].facets else { preconditionFailure("a page was made without a way to count values") }
      let parents = pages.map(\.parent)
      let pending = context.submit(facets(parents))
      return .pending {
        let lists = Facet.lists(try await pending.rows())
        return ColumnOf<Output>.lists(parents.map { lists[$0] ?? [] }).column
      }
    }
  }
}

extension Facet {
  /// The facets of each parent, in the order of the rows.
  fileprivate static func lists(_ rows: Rows) -> [Int64: [Facet]] {
    guard rows.count > 0 else { return [:] }
    let parent = RowColumn<Int64>("parent_id").position(in: rows)
    let name = RowColumn<String>("name").position(in: rows)
    let value = RowColumn<String>("value").position(in: rows)
    let count = RowColumn<Int>("count").position(in: rows)
    var lists: [Int64: [Facet]] = [:]
    for row in 0..<rows.count {
      lists[rows.int(row, parent) ?? 0, default: []].append(
        Facet(
          name: rows.string(row, name) ?? "", value: rows.string(row, value) ?? "",
          count: Int(cellOf: rows, row: row, column: count)))
    }
    return lists
  }
}

public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres
public import Postgres

/// One page of a connection: the source of connection types.
public struct Page<Record: RowRecord>: ObjectSource {
  public let rows: RowStorage<Record>
  let cursors: PageCursors
  public let hasNextPage: Bool
  public let hasPreviousPage: Bool
  /// The key of the parent, for counting.
  public let parent: Int64
  /// How the items of parents are counted, where the connection stands under parents of several types.
  public let total: (@Sendable ([Int64]) -> Query)?
  /// How the values of the items of parents are counted, where the connection has facets.
  public let facets: (@Sendable ([Int64]) -> Query)?

  /// Splits the rows of a batch read into one page per parent.
  ///
  /// - Parameters:
  ///   - parents: the parents' keys, in order; rows of a parent stand together and in order of the connection.
  ///   - parentColumn: the column with the parent's key.
  ///   - total: counts the items of parents, where the connection stands under parents of several types.
  ///   - facets: counts the values of the items of parents.
  public static func pages(
    _ result: Rows, parents: [Int64], parentColumn: RowColumn<Int64>, arguments: PageArguments,
    total: (@Sendable ([Int64]) -> Query)? = nil, facets: (@Sendable ([Int64]) -> Query)? = nil
  ) -> [Page] {
    let parentPosition = result.count == 0 ? 0 : parentColumn.position(in: result)
    let keyPositions = PageCursors.positions(arguments.cursors, in: result)
    var ranges: [Int64: Range<Int>] = [:]
    var start = 0
    while start < result.count {
      let parent = result.int(start, parentPosition) ?? 0
      var end = start + 1
      while end < result.count, result.int(end, parentPosition) == parent { end += 1 }
      ranges[parent] = start..<end
      start = end
    }
    return parents.map { parent in
      let found = ranges[parent] ?? 0..<0
      let hasMore = found.count > arguments.size
      let isForward = arguments.direction == .forward
      let range = hasMore ? (isForward ? found.dropLast() : found.dropFirst()) : found
      // A cursor is the place of an item that is there, unless it was deleted meanwhile.
      return Page(
        rows: RowStorage(result, range),
        cursors: PageCursors(list: arguments.cursors, result: result, positions: keyPositions, range: range),
        hasNextPage: isForward && hasMore || arguments.beforeValues != nil,
        hasPreviousPage: !isForward && hasMore || arguments.afterValues != nil, parent: parent, total: total,
        facets: facets)
    }
  }
}

extension Page {
  /// The items with their cursors.
  public var edges: [Edge<Record>] {
    (0..<rows.count).map { Edge(rows: rows, position: $0, cursors: cursors) }
  }

  /// Where the page lies in its list.
  public var info: PageInfo {
    PageInfo(
      hasNextPage: hasNextPage, hasPreviousPage: hasPreviousPage, startCursor: cursors.first, endCursor: cursors.last)
  }
}

/// The cursors of a page. Each is made when it is asked for: most clients ask for the last one only.
struct PageCursors: Sendable {
  let list: ListCursors
  let result: Rows
  /// The columns of the keys.
  let positions: [Int]
  let range: Range<Int>

  /// Where the keys of cursors stand in a result; nowhere in one without rows.
  static func positions(_ list: ListCursors, in result: Rows) -> [Int] {
    result.count == 0 ? [] : list.keys.map { RowColumn<String>($0.column).position(in: result) }
  }

  var first: String? { range.first.map(cursor) }
  var last: String? { range.last.map(cursor) }

  /// The cursor of an item of the page.
  subscript(position: Int) -> String { cursor(range.lowerBound + position) }

  private func cursor(_ row: Int) -> String {
    list.encode(zip(list.keys, positions).map { $0.value(result, row: row, column: $1) })
  }
}

/// One edge: a record and its cursor.
public struct Edge<Record: RowRecord>: ObjectSource {
  public let rows: RowStorage<Record>
  public let position: Int
  let cursors: PageCursors

  /// The cursor of the record.
  public var cursor: String { cursors[position] }
}

/// The source of `PageInfo`.
public struct PageInfo: ObjectSource {
  public let hasNextPage: Bool
  public let hasPreviousPage: Bool
  public let startCursor: String?
  public let endCursor: String?

  /// The resolvers of `PageInfo`.
  public static let fields = API.PageInfo.Fields<PageInfo>(
    hasNextPage: .value { $0.hasNextPage },
    hasPreviousPage: .value { $0.hasPreviousPage },
    startCursor: .value { $0.startCursor },
    endCursor: .value { $0.endCursor })
}

extension FieldResolver where Output == API.PageInfo {
  /// The page info of a page.
  public static func pageInfo<Record>() -> Self where Source == Page<Record> {
    .batch { pages, _, _ in
      .objects(pages.map(\.info))
    }
  }
}

extension FieldResolver {
  /// The records of a page.
  public static func nodes<Record, Node: CompositeOutput>() -> Self where Source == Page<Record>, Output == [Node] {
    .batch { pages, _, _ in
      var rows = RowStorage<Record>()
      for page in pages.map({ $0 }) { rows.append(contentsOf: page.rows) }
      return .lists(Batch<Record>(rows), offsets: ColumnOf<Output>.offsets(pages.map { $0.rows.count }))
    }
  }

  /// The edges of a page.
  public static func edges<Record, EdgeOutput: CompositeOutput>() -> Self
  where Source == Page<Record>, Output == [EdgeOutput] {
    .batch { pages, _, _ in
      .lists(pages.map(\.edges))
    }
  }
}

extension FieldResolver where Output: CompositeOutput {
  /// The record of an edge.
  public static func node<Record>() -> Self where Source == Edge<Record> {
    .batch { edges, _, _ in
      var rows = RowStorage<Record>()
      for edge in edges.map({ $0 }) {
        rows.append(contentsOf: edge.rows.gathering([Int32(truncatingIfNeeded: edge.position)]))
      }
      return .objects(Batch<Record>(rows))
    }
  }
}

extension FieldResolver where Output == String {
  /// The cursor of an edge.
  public static func cursor<Record>() -> Self where Source == Edge<Record> { .value { $0.cursor } }
}

extension FieldResolver where Output == Int {
  /// The total of a connection: one count per parent, by one statement, only where it is selected. Parents without a row
  /// count 0.
  public static func totalCount<Record>(
    _ query: @escaping @Sendable ([Int64]) -> Query
  ) -> Self where Source == Page<Record> {
    totalCount { parents, _ in query(parents) }
  }

  /// The same for a statement that depends on who asks.
  public static func totalCount<Record>(
    _ query: @escaping @Sendable ([Int64], ExecutionContext) -> Query
  ) -> Self where Source == Page<Record> {
    .query { pages, _, context in
      query(pages.map(\.parent), context)
    } _: { rows, pages, _, _ in
      let totals = Totals(rows)
      return .values(pages.map { totals[$0.parent] })
    }
  }
}

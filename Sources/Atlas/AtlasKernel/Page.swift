public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres
import GraphQLSyntax
public import Postgres

/// The arguments of a connection, checked (Relay cursor connections, section 4).
public struct PageArguments: Sendable {
  public enum Direction: Sendable {
    case forward, backward
  }

  public let direction: Direction
  /// Most items of the page.
  public let size: Int
  /// The keyset values of the cursors; nil where no cursor was given.
  public let after: [Int64]?
  public let before: [Int64]?

  /// - Throws: `BAD_USER_INPUT` for sizes out of range, `first` together with `last`, and foreign cursors.
  public init(
    first: Int?, after: String?, last: Int? = nil, before: String? = nil, defaultSize: Int = 20, maximum: Int = 100,
    cursor: CursorKind
  ) throws {
    if first != nil && last != nil { throw GraphQLError.badUserInput("Give either first or last, not both.") }
    for (name, value) in [("first", first), ("last", last)] {
      guard let value else { continue }
      guard value >= 0, value <= maximum else {
        throw GraphQLError.badUserInput("\(name) must be between 0 and \(maximum).")
      }
    }
    direction = last == nil ? .forward : .backward
    size = first ?? last ?? defaultSize
    self.after = try after.map { try cursor.decode($0) }
    self.before = try before.map { try cursor.decode($0) }
  }

  /// What statements ask for: one row more tells whether there is another page.
  public var limit: Int { size + 1 }
}

/// One page of a connection: the source of connection types.
public struct Page<Record: RowRecord>: ObjectSource {
  public let rows: RowStorage<Record>
  public let cursors: [String]
  public let hasNextPage: Bool
  public let hasPreviousPage: Bool
  /// The key of the parent, for counting.
  public let parent: Int64
  /// How the items of parents are counted, where the connection stands under parents of several types.
  public let total: (@Sendable ([Int64]) -> Query)?

  public init(
    rows: RowStorage<Record>, cursors: [String], hasNextPage: Bool, hasPreviousPage: Bool, parent: Int64,
    total: (@Sendable ([Int64]) -> Query)? = nil
  ) {
    self.rows = rows
    self.cursors = cursors
    self.hasNextPage = hasNextPage
    self.hasPreviousPage = hasPreviousPage
    self.parent = parent
    self.total = total
  }

  /// Splits the rows of a batch read into one page per parent.
  ///
  /// - Parameters:
  ///   - parents: the parents' keys, in order; rows of a parent stand together and in order of the connection.
  ///   - parentColumn: the column with the parent's key.
  ///   - keyset: the columns of the cursor.
  ///   - total: counts the items of parents, where the connection stands under parents of several types.
  public static func pages(
    _ result: Rows, parents: [Int64], parentColumn: RowColumn<Int64>, keyset: [RowColumn<Int64>],
    arguments: PageArguments, cursor: CursorKind, total: (@Sendable ([Int64]) -> Query)? = nil
  ) -> [Page] {
    let parentPosition = result.count == 0 ? 0 : parentColumn.position(in: result)
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
      let range =
        switch arguments.direction {
        case .forward: hasMore ? found.dropLast() : found
        case .backward: hasMore ? found.dropFirst() : found
        }
      let isForward = arguments.direction == .forward
      let cursors = range.map { row in
        cursor.encode(keyset.map { result.int(row, $0.position(in: result)) ?? 0 })
      }
      return Page(
        rows: RowStorage(result, range), cursors: cursors,
        hasNextPage: isForward ? hasMore : arguments.before != nil,
        hasPreviousPage: isForward ? arguments.after != nil : hasMore, parent: parent, total: total)
    }
  }
}

/// One edge: a record and its cursor.
public struct Edge<Record: RowRecord>: ObjectSource {
  public let rows: RowStorage<Record>
  public let position: Int
  public let cursor: String
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
      .objects(
        pages.map { page in
          PageInfo(
            hasNextPage: page.hasNextPage, hasPreviousPage: page.hasPreviousPage,
            startCursor: page.cursors.first, endCursor: page.cursors.last)
        })
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
      .lists(
        pages.map { page in
          page.cursors.enumerated().map { Edge(rows: page.rows, position: $0.offset, cursor: $0.element) }
        })
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

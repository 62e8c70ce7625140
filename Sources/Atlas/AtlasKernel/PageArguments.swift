public import GraphQLExecution
public import GraphQLSchema
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
  let afterValues: [CursorValue]?
  let beforeValues: [CursorValue]?
  /// The cursors of the list that is read.
  let cursors: ListCursors

  /// - Parameters:
  ///   - narrowing: what narrows the list, such as its filter: a cursor is good for this list alone. The order belongs to
  ///     the kind of the cursor.
  /// - Throws: `BAD_USER_INPUT` for sizes out of range, `first` together with `last`, and foreign cursors.
  public init(
    first: Int?, after: String?, last: Int? = nil, before: String? = nil, defaultSize: Int = 20, maximum: Int = 100,
    cursor: CursorKind, narrowing: [InputObject?] = [], _ context: ExecutionContext
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
    let cursors = ListCursors(cursor, narrowing: narrowing, context.request.cursors)
    afterValues = try after.map { try cursors.decode($0) }
    beforeValues = try before.map { try cursors.decode($0) }
    self.cursors = cursors
  }

  /// The values of the cursors whose keys are all integers; nil where no cursor was given.
  public var after: [Int64]? { afterValues?.compactMap(\.integer) }
  /// The same for the other end.
  public var before: [Int64]? { beforeValues?.compactMap(\.integer) }

  /// What statements ask for: one row more tells whether there is another page.
  public var limit: Int { size + 1 }
}

/// The order of a list as SQL: the keys of its cursors, all of which run the same way, so that one index serves both.
public struct KeysetOrder: Sendable {
  private let columns: [Query]
  private let isDescending: Bool

  /// - Parameter columns: the expressions in the order of the cursor's keys; none is null.
  public init(_ columns: Query..., descending: Bool = false) {
    self.columns = columns
    isDescending = descending
  }

  /// What stands behind `order by` for the rows of a page: `d.title, d.id`.
  public var query: Query { list(descending: isDescending) }

  /// What stands behind `order by` where the rows of a page are found, from the end at which the page begins.
  public func reading(_ page: PageArguments) -> Query {
    list(descending: isDescending == (page.direction == .forward))
  }

  /// Conditions for what lies between the cursors, each with `and` in front; empty without cursors.
  public func between(_ page: PageArguments) -> Query {
    var conditions: Query = ""
    if let values = page.afterValues { conditions += " and \(fragment: comparison(values, isAfter: true))" }
    if let values = page.beforeValues { conditions += " and \(fragment: comparison(values, isAfter: false))" }
    return conditions
  }

  private func comparison(_ values: [CursorValue], isAfter: Bool) -> Query {
    let keys = Self.joined(columns)
    let binds = Self.joined(values.map { "\($0)" })
    return isAfter != isDescending
      ? "(\(fragment: keys)) > (\(fragment: binds))" : "(\(fragment: keys)) < (\(fragment: binds))"
  }

  private func list(descending: Bool) -> Query {
    Self.joined(columns.map { descending ? "\(fragment: $0) desc" : $0 })
  }

  private static func joined(_ parts: [Query]) -> Query {
    var list: Query = ""
    for part in parts {
      if !list.text.isEmpty { list += ", " }
      list += part
    }
    return list
  }
}

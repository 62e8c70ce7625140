public import GraphQLExecution
public import Postgres
import Synchronization

/// The columns that a statement can answer, as SQL names them.
///
/// The text of a statement is made of these literals alone, never of input.
public struct ColumnList: Sendable {
  private let columns: [(name: String, sql: StaticString)]
  private let required: Set<String>
  private let texts = Texts()

  /// The texts that were made before: a server is asked for few different selections.
  private final class Texts: Sendable {
    static let limit = 64
    let known = Mutex<[Selected: Query]>([:])
  }

  /// - Parameters:
  ///   - columns: the expressions; the name of a column is what stands behind the last dot or space.
  ///   - required: the names of those that are always answered, such as the key.
  public init(_ columns: StaticString..., required: Set<String> = []) {
    self.columns = columns.map { sql in
      let text = sql.description
      return (text.split(whereSeparator: { $0 == "." || $0 == " " }).last.map(String.init) ?? text, sql)
    }
    self.required = required
  }

  /// Those that are selected or required, in order; the first one if there are none.
  func fragment(_ selected: Selected) -> Query {
    if let known = texts.known.withLock({ $0[selected] }) { return known }
    let fragment = makeFragment(selected)
    texts.known.withLock { known in
      if known.count < Texts.limit { known[selected] = fragment }
    }
    return fragment
  }

  private func makeFragment(_ selected: Selected) -> Query {
    var fragment: Query = ""
    for column in columns where required.contains(column.name) || selected.contains(column.name) {
      if !fragment.text.isEmpty { fragment += ", " }
      fragment += "\(unsafeRawSQL: column.sql)"
    }
    return fragment.text.isEmpty ? columns.first.map { "\(unsafeRawSQL: $0.sql)" } ?? "" : fragment
  }
}

extension Query.StringInterpolation {
  /// The selected columns of a list.
  public mutating func appendInterpolation(_ columns: ColumnList, _ selected: Selected) {
    appendInterpolation(fragment: columns.fragment(selected))
  }
}

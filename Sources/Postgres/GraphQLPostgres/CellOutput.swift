public import GraphQLExecution
import GraphQLJSON
import Postgres

/// A result type that is written from PostgreSQL's text straight into the response.
public protocol CellOutput: OutputType {
  /// How the text of a cell becomes JSON.
  static var cellForm: CellForm { get }
}

extension FieldResolver where Source: RowRecord, Output: CellOutput {
  /// The cells of a column.
  public static func column(_ column: RowColumn<Output>) -> Self {
    let form = Output.cellForm
    return Self(reads: .part(column.name)) { parents, _, _ in
      .ready(Column(.leaf(parents.storage.rows.cells(column.name, form))))
    }
  }
}

extension String: CellOutput {
  public static var cellForm: CellForm { .string }
}

extension ID: CellOutput {
  /// The text of a key column is the identifier.
  public static var cellForm: CellForm { .string }
}

extension Int: CellOutput {
  /// An integer column's text is a JSON number already.
  public static var cellForm: CellForm { .json }
}

extension Double: CellOutput {
  /// A finite float's text is a JSON number already; NaN and the infinities become null.
  public static var cellForm: CellForm {
    unsafe .custom { cell, writer in
      guard let last = unsafe cell.last, (0x30...0x39).contains(last) else { return false }
      unsafe writer.short(cell)
      return true
    }
  }
}

extension Bool: CellOutput {
  public static var cellForm: CellForm { .boolean }
}

extension Optional: CellOutput where Wrapped: CellOutput {
  public static var cellForm: CellForm { Wrapped.cellForm }
}

extension CellOutput where Self: EnumOutput {
  /// Enum columns hold the value names, which need no escapes; check constraints see to that.
  public static var cellForm: CellForm { .quoted }
}

extension Array: CellOutput where Element: EnumOrText {
  public static var cellForm: CellForm {
    unsafe .custom { cell, writer in
      guard let items = unsafe Rows.stringArray(cell) else { return false }
      return items.write(into: &writer)
    }
  }
}

/// The element types of text array columns.
public protocol EnumOrText: OutputType {}
extension String: EnumOrText {}

import GraphQLJSON

/// The rows of a report as CSV (RFC 4180), in UTF-8.
///
/// Spreadsheets take a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and titles of
/// labs are written by users: such a text gets an apostrophe in front, by which spreadsheets know a text.
enum ReportCSV {
  /// A line with the names of the first row's members, then one for each row; nothing for no rows.
  static func bytes(of rows: [JSONValue]) -> [UInt8] {
    guard case .object(let first)? = rows.first else { return [] }
    var text = line(first.keys.map { cell(.string($0)) })
    for case .object(let row) in rows { text += line(first.keys.map { cell(row[$0] ?? .null) }) }
    return Array(text.utf8)
  }

  private static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): quoted(text)
    case .array, .object: quoted(String(decoding: value.serialized(), as: UTF8.self))
    }
  }

  private static func quoted(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let escaped = text.replacing("\"", with: "\"\"")
    return "\"\(isFormula ? "'" : "")\(escaped)\""
  }
}

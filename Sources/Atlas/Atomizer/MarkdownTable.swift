/// Pipe tables.
enum MarkdownTable {
  static func isRow(_ line: ArraySlice<UInt8>) -> Bool { line.contains(UInt8(ascii: "|")) }

  static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  static func cells(_ line: ArraySlice<UInt8>, _ definitions: [String: String]) -> [InlineText] {
    var row = line.trimmed
    if row.first == UInt8(ascii: "|") { row = row.dropFirst() }
    if row.last == UInt8(ascii: "|") { row = row.dropLast() }
    var cells: [InlineText] = []
    var cell: [UInt8] = []
    var isEscaped = false
    for byte in row {
      if byte == UInt8(ascii: "|"), !isEscaped {
        cells.append(MarkdownInlines.read(cell.trimmed, definitions: definitions))
        cell = []
        continue
      }
      if byte == UInt8(ascii: "|") { cell.removeLast() }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      cell.append(byte)
    }
    return cells + [MarkdownInlines.read(cell.trimmed, definitions: definitions)]
  }
}

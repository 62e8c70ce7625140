/// What a group of lines in plain text looks like.
enum PlainShape {
  /// Marks that prose has few of.
  private static let codeMarks = Array("{}[];=<>$#|\\/@_*&~^%+".utf8)

  /// Whether one line looks like a program's or a command's.
  static func isCode(_ line: PlainLine) -> Bool {
    let text = line.text
    guard let last = text.last, let first = text.first else { return false }
    if "{};\\".utf8.contains(last) || text.elementsEqual("}".utf8) { return true }
    if first == UInt8(ascii: "$") || first == UInt8(ascii: "%") || first == UInt8(ascii: "#"),
      text.dropFirst().first == 0x20
    {
      return true
    }
    if text.begins(withASCII: ">>>") || text.begins(withASCII: "#include") { return true }
    let marks = text.filter { codeMarks.contains($0) }.count
    return marks * 8 >= text.count && marks >= 2
  }

  /// Whether lines must stay as they are set: listings, drawings, columns.
  static func isListing(_ lines: ArraySlice<PlainLine>, indentBeyondBody: Int, isAnnounced: Bool) -> Bool {
    let code = lines.filter { isCode($0) }.count
    let columns = lines.filter(\.hasColumns).count
    if code * 2 > lines.count || columns * 2 > lines.count && lines.count > 1 { return true }
    guard indentBeyondBody >= 2 else { return false }
    if code * 3 >= lines.count || columns * 3 >= lines.count { return true }
    return !isProse(lines) && (isAnnounced || indentBeyondBody >= 4)
  }

  /// Whether lines read as sentences.
  static func isProse(_ lines: ArraySlice<PlainLine>) -> Bool {
    let bytes = lines.reduce(0) { $0 + $1.text.count }
    let words = lines.reduce(0) { $0 + $1.words }
    guard let first = lines.first, let last = lines.last, words >= 4 else { return false }
    let startsSentence = first.text.first.map { $0.isUppercase || $0 >= 0x80 || "\"'(`_".utf8.contains($0) } ?? false
    let isFull = lines.dropLast().allSatisfy { $0.text.count > 35 }
    let wordLength = bytes / max(1, words)
    return wordLength < 12 && ((startsSentence && isFull) || (Sentences.endsSentence(last.text) && isFull && words > 8))
  }
}

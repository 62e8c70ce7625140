/// Takes the heads and feet of printed pages out of plain text.
enum PlainPages {
  /// How many lines beside a page's end are looked at.
  private static let reach = 3

  static func withoutFurniture(_ lines: [ArraySlice<UInt8>]) -> [PlainLine] {
    var out: [PlainLine] = []
    let furniture = furniture(in: lines)
    var pageEnded = false
    for (index, line) in lines.enumerated() {
      if furniture.contains(index) || isPageMark(line) {
        pageEnded = true
        continue
      }
      let plain = PlainLine(line.filter { $0 != 0x0C }[...])
      if line.contains(0x0C) { pageEnded = true }
      if plain.isBlank, pageEnded { continue }
      if pageEnded {
        closePage(&out, before: plain)
        pageEnded = false
      }
      out.append(plain)
    }
    return out
  }

  /// A paragraph that goes on after the page's end is one paragraph.
  private static func closePage(_ out: inout [PlainLine], before next: PlainLine) {
    while out.last?.isBlank == true { out.removeLast() }
    guard let last = out.last else { return }
    let goesOn =
      !Sentences.endsSentence(last.text) && last.text.last != UInt8(ascii: ":")
      && next.text.first?.isLowercase == true && last.indent == next.indent
    if !goesOn { out.append(PlainLine([])) }
  }

  /// "[Page 7]" at the end of a line, or nothing but a page number between dashes.
  private static func isPageMark(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.trimmed
    guard text.count < 100 else { return false }
    if text.last == UInt8(ascii: "]"), let open = text.lastIndex(of: UInt8(ascii: "[")) {
      return text[(open + 1)...].begins(withASCII: "page ")
        && text[(open + 6)...].dropLast().allSatisfy { $0.isDigit || $0.isLowercase }
    }
    let inner = text.drop { $0 == 0x2D || $0 == 0x20 }
    let digits = inner.prefix { $0.isDigit }
    return text.first == 0x2D && !digits.isEmpty
      && inner.dropFirst(digits.count).allSatisfy { $0 == 0x2D || $0 == 0x20 }
  }

  /// Positions of lines that come again beside every page's end, and of a manual page's first and last line.
  private static func furniture(in lines: [ArraySlice<UInt8>]) -> Set<Int> {
    var found = Set(manualEnds(lines))
    // A line may stand beside several ends, and is one line all the same.
    var beside: Set<Int> = []
    for index in lines.indices where lines[index].contains(0x0C) || isPageMark(lines[index]) {
      beside.formUnion(neighbours(of: index, in: lines))
    }
    var counts: [String: Int] = [:]
    for index in beside { counts[shape(lines[index]), default: 0] += 1 }
    for index in beside where (counts[shape(lines[index])] ?? 0) >= 3 { found.insert(index) }
    // The head of the first page has no page before it.
    for index in lines.indices.prefix(6) where (counts[shape(lines[index])] ?? 0) >= 3 { found.insert(index) }
    return found
  }

  private static func neighbours(of index: Int, in lines: [ArraySlice<UInt8>]) -> [Int] {
    var found = lines[index].allSatisfy(\.isWhitespace) ? [] : [index]
    for step in [-1, 1] {
      var position = index + step
      var seen = 0
      while lines.indices.contains(position), abs(position - index) <= 6, seen < reach {
        if !lines[position].allSatisfy(\.isWhitespace) {
          found.append(position)
          seen += 1
        }
        position += step
      }
    }
    return found
  }

  /// A line without what changes from page to page.
  private static func shape(_ line: ArraySlice<UInt8>) -> String {
    Array(line.prefix(200).map { $0.isDigit ? UInt8(ascii: "#") : $0 }).text.collapsed
  }

  /// "LS(1)   User Commands   LS(1)" and the line with the date at the other end.
  private static func manualEnds(_ lines: [ArraySlice<UInt8>]) -> [Int] {
    let isTitle = { (line: ArraySlice<UInt8>) -> Bool in
      let words = line.prefix(200).split(separator: 0x20)
      guard words.count >= 2, let first = words.first, let last = words.last else { return false }
      return first.last == UInt8(ascii: ")") && first.contains(UInt8(ascii: "(")) && first.elementsEqual(last)
    }
    guard let first = lines.prefix(5).firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }), isTitle(lines[first])
    else {
      return []
    }
    let last = lines.indices.suffix(5).last { !lines[$0].allSatisfy(\.isWhitespace) }
    return [first] + [last].compactMap { $0 }.filter { $0 > first + 3 }
  }
}

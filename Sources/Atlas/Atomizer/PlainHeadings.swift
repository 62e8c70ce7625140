/// Finds headings in plain text by the many ways in which people set them.
struct PlainHeadings {
  /// How far in most of the prose stands.
  let bodyIndent: Int
  /// Ways to set a heading, in the order of their first use: the first is the highest.
  private var ways: [String] = []

  init(bodyIndent: Int) {
    self.bodyIndent = bodyIndent
  }

  /// A heading at the beginning of a group of lines, and how many lines it takes.
  mutating func heading(
    in group: ArraySlice<PlainLine>, next: ArraySlice<PlainLine>?
  ) -> (title: String, level: Int, lines: Int)? {
    guard let first = group.first else { return nil }
    let second = group.dropFirst().first
    let third = group.dropFirst(2).first
    if first.rule != nil, let title = second, title.rule == nil, let under = third, under.rule == first.rule,
      isTitleLength(title)
    {
      return found(title, "over\(first.rule ?? 0)", 3)
    }
    if let mark = second?.rule, first.rule == nil, isTitleLength(first), let second,
      second.text.count * 10 >= first.text.count * 6, second.text.count <= first.text.count + 30, first.text.count > 2
    {
      return found(first, "under\(mark)", 2)
    }
    guard first.rule == nil, isTitleLength(first), !first.hasColumns, !first.hasDotLeader else { return nil }
    if let way = way(of: first, second: second, isAlone: group.count == 1, next: next) { return found(first, way, 1) }
    return nil
  }

  private func isTitleLength(_ line: PlainLine) -> Bool {
    (2...90).contains(line.text.count) && (1...14).contains(line.words) && line.text.contains { $0.isWordByte }
  }

  private mutating func found(_ line: PlainLine, _ way: String, _ lines: Int) -> (title: String, level: Int, lines: Int)
  {
    if let depth = Headline.numberDepth(line.text), way.hasPrefix("number") {
      let base = ways.firstIndex(of: "number").map { $0 + 1 } ?? add("number")
      return (line.text.text.collapsed, min(6, base + depth - 1), lines)
    }
    let level = ways.firstIndex(of: way).map { $0 + 1 } ?? add(way)
    return (line.text.text.collapsed, min(6, level), lines)
  }

  private mutating func add(_ way: String) -> Int {
    ways.append(way)
    return ways.count
  }

  private func way(
    of line: PlainLine, second: PlainLine?, isAlone: Bool, next: ArraySlice<PlainLine>?
  ) -> String? {
    let opensIndented = second.map { $0.indent >= line.indent + 2 && $0.indent <= line.indent + 8 } ?? false
    let standsOut = isAlone || (opensIndented && line.indent < bodyIndent)
    let ending = line.text.last ?? 0
    if Headline.startsWithChapterWord(line.text), standsOut, line.words <= 10, next != nil { return "chapter" }
    if line.isCapitals, ending != UInt8(ascii: ","), line.words <= 10 {
      let opensFlush = second.map { !$0.isCapitals && $0.indent <= line.indent } ?? false
      if standsOut || (line.indent <= bodyIndent && opensFlush && line.text.count >= 5) { return "capitals" }
    }
    let asks = ending == UInt8(ascii: "?") && Headline.numberDepth(line.text) != nil
    guard asks || !".,;:!?".utf8.contains(ending) || isAnnouncement(line, next) else { return nil }
    if let depth = Headline.numberDepth(line.text), standsOut, line.indent <= bodyIndent {
      return depth > 1 || !goesOnCounting(next) ? "number" : nil
    }
    guard line.marker == nil, line.text.first?.isUppercase == true || (line.text.first ?? 0) >= 0x80 else { return nil }
    if bodyIndent >= 2, line.indent < bodyIndent, standsOut, line.words <= 9, !PlainShape.isCode(line) {
      return "in\(line.indent)"
    }
    return isAlone && line.indent <= bodyIndent && looksLikeTitle(line) && introduces(next) ? "weak" : nil
  }

  /// Whether the next group is the next number of a list.
  private func goesOnCounting(_ next: ArraySlice<PlainLine>?) -> Bool {
    guard let line = next?.first else { return true }
    return line.marker?.number != nil && (next?.count == 1 || Headline.numberDepth(line.text) == 1)
  }

  /// "Configuring zlib:" alone over prose.
  private func isAnnouncement(_ line: PlainLine, _ next: ArraySlice<PlainLine>?) -> Bool {
    guard line.text.last == UInt8(ascii: ":"), line.words <= 4, endsAsTitle(line.text), let next, let first = next.first
    else { return false }
    let word = line.text.prefix { $0.isLetter }.text.lowercased()
    return !["example", "examples", "for", "note", "warning", "e"].contains(word) && first.marker == nil
      && first.indent == line.indent && next.reduce(0) { $0 + $1.text.count } >= 150 && PlainShape.isProse(next)
  }

  private func looksLikeTitle(_ line: PlainLine) -> Bool {
    guard line.text.count <= 64, line.words <= 8, !PlainShape.isCode(line) else { return false }
    return !line.text.contains(UInt8(ascii: "_")) && endsAsTitle(line.text)
  }

  /// Whether the last word may stand at the end of a title.
  private func endsAsTitle(_ text: ArraySlice<UInt8>) -> Bool {
    let word = text.reversed().drop { !$0.isLetter }.prefix { $0.isLetter }.reversed()
    return !StopWords.endsNoTitle.contains(Array(word).text.lowercased())
  }

  /// Whether real text follows; a row of short lines is a list, a poem or an address.
  private func introduces(_ next: ArraySlice<PlainLine>?) -> Bool {
    guard let next, let first = next.first else { return false }
    let size = next.reduce(0) { $0 + $1.text.count }
    return size >= 100 || (size >= 80 && PlainShape.isProse(next)) || first.marker != nil
      || (first.indent > bodyIndent + 1 && PlainShape.isProse(next))
  }
}

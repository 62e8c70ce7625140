/// Reads text without markup into blocks, by how its lines are set.
struct PlainTextReader {
  struct OpenItem {
    let indent: Int
    let content: Int
    let depth: Int
  }

  private var blocks: [Block] = []
  private var headings: PlainHeadings
  private let bodyIndent: Int
  private var items: [OpenItem] = []
  /// Whether the last paragraph ended with a colon.
  private var announced = false

  static func blocks(of bytes: [UInt8]) -> [Block] {
    let lines = PlainPages.withoutFurniture(CleanText.lines(of: bytes))
    var reader = PlainTextReader(bodyIndent: bodyIndent(of: lines))
    let groups = PlainContents.without(lines.split(whereSeparator: \.isBlank))
    for index in groups.indices {
      reader.read(groups[index], next: index + 1 < groups.count ? groups[index + 1] : nil)
    }
    return reader.blocks
  }

  private init(bodyIndent: Int) {
    self.bodyIndent = bodyIndent
    headings = PlainHeadings(bodyIndent: bodyIndent)
  }

  /// The indentation of most of the text.
  private static func bodyIndent(of lines: [PlainLine]) -> Int {
    var weights = [Int](repeating: 0, count: 25)
    for line in lines where line.indent < 25 && line.text.count > 40 {
      weights[line.indent] += min(200, line.text.count)
    }
    let heaviest = weights.max() ?? 0
    return weights.firstIndex { $0 == heaviest } ?? 0
  }

  private mutating func read(_ group: ArraySlice<PlainLine>, next: ArraySlice<PlainLine>?) {
    var rest = group
    while let first = rest.first {
      if let heading = headings.heading(in: rest, next: rest.count == 1 ? next : rest.dropFirst()) {
        items = []
        announced = false
        let title = Headline.withoutAnchor(PlainInlines.read([Array(heading.title.utf8)[...]]).plain)
        blocks.append(Block(.heading(level: heading.level), InlineText(title)))
        rest = rest.dropFirst(heading.lines)
      } else if first.isOrnament || first.rule != nil || first.hasDotLeader {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let text = rest.filter { !$0.hasDotLeader }[...]
    if !text.isEmpty { readText(text) }
  }

  private mutating func readText(_ lines: ArraySlice<PlainLine>) {
    guard let first = lines.first else { return }
    let indent = lines.reduce(first.indent) { min($0, $1.indent) }
    while let item = items.last, indent < item.content - 1 || indent <= item.indent { items.removeLast() }
    if first.marker != nil, !(PlainShape.isListing(lines, indentBeyondBody: 0, isAnnounced: false)) {
      return readItems(lines)
    }
    let isListing = PlainShape.isListing(
      lines, indentBeyondBody: indent - max(bodyIndent, items.last?.content ?? 0), isAnnounced: announced)
    if let term = term(lines), !isListing || first.text.first == UInt8(ascii: "-") { return readTerm(lines, term) }
    if isListing {
      announced = false
      joinListing(lines.map { $0.bytes(without: indent) })
      return
    }
    if let start = lines.indices.dropFirst().first(where: {
      lines[$0].marker != nil && lines[$0 - 1].text.last == UInt8(ascii: ":")
    }) {
      addParagraphs(lines[..<start])
      return readText(lines[start...])
    }
    addParagraphs(lines)
  }

  /// A listing with empty lines in it is one listing.
  private mutating func joinListing(_ lines: [ArraySlice<UInt8>]) {
    blocks += Block.listing(lines, depth: items.last.map { $0.depth + 1 } ?? 0, isQuoted: false)
  }

  private mutating func readItems(_ lines: ArraySlice<PlainLine>) {
    var item: (marker: (number: Int?, width: Int), lines: [PlainLine])?
    for line in lines {
      if let marker = line.marker, item == nil || isItemStart(line, after: item?.lines.last) {
        if let item { addItem(item.marker, item.lines) }
        item = (marker, [line])
      } else {
        item?.lines.append(line)
      }
    }
    if let item { addItem(item.marker, item.lines) }
  }

  /// A dash at the beginning of a line may also be one in a sentence that goes on.
  private func isItemStart(_ line: PlainLine, after last: PlainLine?) -> Bool {
    guard let last, let marker = line.marker else { return true }
    return marker.number != nil || line.indent <= last.indent || Sentences.endsSentence(last.text)
      || last.text.last == UInt8(ascii: ":")
  }

  private mutating func addItem(_ marker: (number: Int?, width: Int), _ lines: [PlainLine]) {
    guard let first = lines.first else { return }
    while let open = items.last, first.indent <= open.indent || open.depth >= 5 { items.removeLast() }
    let depth = items.last.map { $0.depth + 1 } ?? 0
    items.append(OpenItem(indent: first.indent, content: first.indent + marker.width, depth: depth))
    let texts = [first.text.dropFirst(marker.width)] + lines.dropFirst().map(\.text)
    announced = texts.last?.last == UInt8(ascii: ":")
    blocks += Block.running(.item(number: marker.number), PlainInlines.read(texts), depth: depth, isQuoted: false)
  }

  /// The width of a term with its definition hanging below or beside it; nil for other text.
  private func term(_ lines: ArraySlice<PlainLine>) -> Int? {
    guard let first = lines.first, let second = lines.dropFirst().first, second.indent >= bodyIndent else { return nil }
    let hang = second.indent - first.indent
    guard hang >= 2, hang <= 24, lines.dropFirst().allSatisfy({ $0.indent >= first.indent + 2 }) else { return nil }
    if first.text.count > hang, let gap = gap(in: first.text, at: hang) { return gap }
    guard first.text.count <= 75, first.words <= 12,
      !Sentences.endsSentence(first.text) || first.text.last == UInt8(ascii: ")")
    else { return nil }
    let isOption = first.text.first == UInt8(ascii: "-")
    return hang >= 3 && (isOption || PlainShape.isProse(lines.dropFirst())) ? first.text.count : nil
  }

  /// Where a term ends whose definition begins in the column of the lines below.
  private func gap(in text: ArraySlice<UInt8>, at column: Int) -> Int? {
    let before = text.prefix(column)
    let spaces = before.reversed().prefix { $0 == 0x20 }.count
    guard spaces >= 2 || (spaces == 1 && text.first == UInt8(ascii: "-")), text.dropFirst(column).first != 0x20 else {
      return nil
    }
    return column - spaces
  }

  private mutating func readTerm(_ lines: ArraySlice<PlainLine>, _ width: Int) {
    guard let first = lines.first else { return }
    while let open = items.last, first.indent <= open.indent { items.removeLast() }
    let depth = items.last.map { $0.depth + 1 } ?? 0
    items.append(
      OpenItem(indent: first.indent, content: lines.dropFirst().first?.indent ?? first.indent + 2, depth: depth))
    var text = InlineText()
    text.append(first.text.prefix(width).text.collapsed, style: .strong)
    text.append(": ")
    let beside = first.text.dropFirst(width).trimmed
    text.append(PlainInlines.read((beside.isEmpty ? [] : [beside]) + lines.dropFirst().map(\.text)))
    announced = lines.last?.text.last == UInt8(ascii: ":")
    blocks += Block.running(.item(number: nil), text, depth: min(5, depth), isQuoted: false)
  }

  private mutating func addParagraphs(_ lines: ArraySlice<PlainLine>) {
    for paragraph in PlainParagraphs.split(lines.filter { !$0.isOrnament }[...]) {
      announced = paragraph.last?.text.last == UInt8(ascii: ":")
      let text = PlainInlines.read(paragraph.map(\.text))
      guard !text.isBlank else { continue }
      blocks += Block.running(.paragraph, text, depth: items.last.map { $0.depth + 1 } ?? 0, isQuoted: false)
    }
  }
}

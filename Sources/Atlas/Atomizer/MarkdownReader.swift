/// Reads CommonMark line by line into blocks.
///
/// Containers are a stack of list items and a count of quote marks; nothing recurs, and each line is looked at once.
struct MarkdownReader {
  /// A line without its quote marks and tabs.
  struct Line {
    let bytes: ArraySlice<UInt8>
    let indent: Int
    let isQuoted: Bool
    var text: ArraySlice<UInt8> { bytes.dropFirst(indent) }
    var isBlank: Bool { indent == bytes.count }
  }

  struct OpenItem {
    let contentIndent: Int
  }

  struct Fence {
    let mark: UInt8
    let length: Int
    let indent: Int
    let language: String
    let isQuoted: Bool
  }

  /// Markers beyond this depth are text, so that a line of markers cannot make a deep call.
  static let deepestList = 12

  let definitions: [String: String]
  var blocks: [Block] = []
  var items: [OpenItem] = []
  /// The number or bullet that the next paragraph gets.
  var pendingItem: Block.Kind?
  var paragraph: [ArraySlice<UInt8>] = []
  var paragraphIsQuoted = false
  var code: [ArraySlice<UInt8>] = []
  var fence: Fence?
  var indentedCodeIsOpen = false
  var table: [[InlineText]]?
  var html: (lines: [ArraySlice<UInt8>], end: HTMLBlock.End)?
  var afterBlank = true

  static func blocks(of bytes: [UInt8]) -> [Block] {
    let lines = FrontMatter.without(CleanText.lines(of: bytes))
    var reader = MarkdownReader(definitions: MarkdownLinks.definitions(in: lines))
    for line in lines { reader.read(line) }
    reader.endAll()
    return reader.blocks
  }

  private init(definitions: [String: String]) {
    self.definitions = definitions
  }

  private mutating func read(_ raw: ArraySlice<UInt8>) {
    if html != nil { return readHTML(raw) }
    let line = MarkdownLine.unquoted(raw)
    if fence != nil { return readFenced(line, raw) }
    if line.isBlank { return readBlank() }
    leaveItems(line)
    readContent(line)
    afterBlank = false
  }

  private mutating func readBlank() {
    endParagraph()
    endTable()
    if indentedCodeIsOpen { code.append([]) }
    afterBlank = true
  }

  /// Closes the items that a line does not belong to; a paragraph may go on lazily.
  private mutating func leaveItems(_ line: Line) {
    guard let last = items.last, line.indent < last.contentIndent else { return }
    let isLazy = !paragraph.isEmpty && !afterBlank && !MarkdownLine.startsBlock(line.text)
    if isLazy { return }
    endParagraph()
    while let item = items.last, line.indent < item.contentIndent { items.removeLast() }
  }

  private mutating func readContent(_ line: Line) {
    let base = items.last?.contentIndent ?? 0
    let relative = line.indent - base
    let text = line.text
    if relative >= 4, paragraph.isEmpty, pendingItem == nil, table == nil {
      return readIndentedCode(line, base: base + 4)
    }
    endIndentedCode()
    if let level = MarkdownLine.underline(text), !paragraph.isEmpty, relative < 4 { return endHeading(level) }
    if table != nil, MarkdownTable.isRow(text) {
      table?.append(MarkdownTable.cells(text, definitions))
      return
    }
    endTable()
    if MarkdownLine.isRule(text) {
      endParagraph()
    } else if let heading = MarkdownLine.heading(text) {
      endParagraph()
      add(.heading(level: heading.level), heading.text, isQuoted: line.isQuoted)
    } else if let opening = MarkdownLine.fence(text) {
      endParagraph()
      holdItem()
      fence = Fence(
        mark: opening.mark, length: opening.length, indent: line.indent, language: opening.language,
        isQuoted: line.isQuoted)
    } else if let marker = MarkdownLine.marker(text), items.count < Self.deepestList,
      paragraph.isEmpty || marker.mayInterrupt || !items.isEmpty
    {
      openItem(line, marker)
    } else if let end = HTMLBlock.start(text), paragraph.isEmpty {
      html = ([], end)
      readHTML(line.bytes)
    } else {
      readText(line)
    }
  }

  private mutating func openItem(_ line: Line, _ marker: MarkdownLine.Marker) {
    endParagraph()
    holdItem()
    items.append(OpenItem(contentIndent: line.indent + marker.width))
    pendingItem = .item(number: marker.number)
    let rest = line.bytes.dropFirst(line.indent + marker.width)
    let spaces = rest.prefix { $0 == 0x20 }.count
    guard spaces < rest.count else { return }
    // What follows on the same line is a line of its own, as far in as it stands.
    let indent = line.indent + marker.width + (spaces < 4 ? spaces : 0)
    readContent(Line(bytes: line.bytes, indent: indent, isQuoted: line.isQuoted))
  }

  private mutating func readText(_ line: Line) {
    if paragraph.isEmpty, MarkdownLinks.definition(line.text) != nil { return }
    if paragraph.count == 1, let head = paragraph.first, MarkdownTable.isDelimiter(line.text), MarkdownTable.isRow(head)
    {
      paragraph = []
      holdItem()
      table = [MarkdownTable.cells(head, definitions)]
      return
    }
    if paragraph.isEmpty { paragraphIsQuoted = line.isQuoted }
    paragraph.append(line.text)
  }

  private mutating func readIndentedCode(_ line: Line, base: Int) {
    indentedCodeIsOpen = true
    paragraphIsQuoted = line.isQuoted
    code.append(line.bytes.dropFirst(base))
  }

  private mutating func readFenced(_ line: Line, _ raw: ArraySlice<UInt8>) {
    guard let open = fence else { return }
    if MarkdownLine.closes(line.text, open.mark, open.length) {
      let body = code
      code = []
      fence = nil
      afterBlank = false
      blocks += Block.listing(body, language: open.language, depth: items.count, isQuoted: open.isQuoted)
      return
    }
    let content = open.isQuoted ? line.bytes : MarkdownLine.expanded(raw)
    code.append(content.dropFirst(min(open.indent, content.prefix { $0 == 0x20 }.count)))
  }

  private mutating func readHTML(_ line: ArraySlice<UInt8>) {
    guard let end = html?.end else { return }
    if end == .blankLine, line.allSatisfy(\.isWhitespace) { return endHTML() }
    html?.lines.append(line)
    if HTMLBlock.ends(line, end) { endHTML() }
  }

  mutating func endHTML() {
    guard let open = html else { return }
    html = nil
    afterBlank = true
    holdItem()
    for var block in HTMLReader.blocks(of: Array(open.lines.joined(separator: [0x0A]))) {
      block.depth = min(Block.maximalDepth, block.depth + items.count)
      blocks.append(block)
    }
  }
}

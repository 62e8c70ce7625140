/// Reads HTML into blocks.
///
/// There is no tree: a few counters say where the text stands, so deep nesting costs nothing and a missing end tag
/// does little harm.
struct HTMLReader {
  struct List {
    let isOrdered: Bool
    var number: Int
  }

  struct Table {
    var rows: [[InlineText]] = []
    var cellIsOpen = false
  }

  var blocks: [Block] = []
  /// Blocks that stand in the page's main part, when it names one.
  var mainBlocks: Range<Int>?
  var inline = InlineText()
  var style: [InlineText.Style] = []
  var link: InlineText.Link?
  var lists: [List] = []
  var itemIsOpen = false
  var pendingItem: Block.Kind?
  /// A defined term waits for its definition, to stand in one item with it.
  var holdsTerm = false
  var quotes = 0
  var headingLevel: Int?
  var pre: [UInt8]?
  var preLanguage = ""
  var table: Table?
  /// The element that is passed over, and how many of its name are open.
  var skipping: (name: String, depth: Int)?
  var endsWithSpace = true

  static func blocks(of bytes: [UInt8]) -> [Block] {
    var scanner = HTMLScanner(bytes)
    var reader = HTMLReader()
    while let token = scanner.next() {
      if reader.skip(token) { continue }
      switch token {
      case .text(let text): reader.take(text)
      case .open(let tag): reader.open(tag)
      case .close(let name): reader.close(name)
      }
    }
    reader.endTable()
    reader.endListing()
    reader.flush()
    return reader.mainPart()
  }

  /// Whether a token belongs to something that is passed over.
  private mutating func skip(_ token: HTMLScanner.Token) -> Bool {
    if let (name, depth) = skipping {
      switch token {
      case .open(let tag) where tag.name == name: skipping = (name, depth + 1)
      case .open(let tag) where tag.name == "body" && name == "head": skipping = nil
      case .close(let closed) where closed == name: skipping = depth == 1 ? nil : (name, depth - 1)
      default: break
      }
      return true
    }
    guard case .open(let tag) = token, tag.isSkipped else { return false }
    if HTMLTag.blocks.contains(tag.name) { breakBlock() }
    skipping = (tag.name, 1)
    return true
  }

  /// The main part, when it holds most of what there is.
  private func mainPart() -> [Block] {
    guard let mainBlocks else { return blocks }
    let all = blocks.reduce(0) { $0 + $1.words }
    let inner = blocks[mainBlocks].reduce(0) { $0 + $1.words }
    return inner * 2 > all ? Array(blocks[mainBlocks]) : blocks
  }

  /// Text, with white space as HTML shows it.
  private mutating func take(_ text: ArraySlice<UInt8>) {
    let decoded = HTMLText.decoded(text)
    if pre != nil { pre?.append(contentsOf: decoded.utf8); return }
    var out: [UInt8] = []
    for byte in decoded.utf8 {
      if !byte.isWhitespace {
        out.append(byte)
        endsWithSpace = false
      } else if !endsWithSpace {
        out.append(0x20)
        endsWithSpace = true
      }
    }
    if holdsTerm, out.contains(where: { !$0.isWhitespace }) { holdsTerm = false }
    inline.append(out.text, style: currentStyle, link: link)
  }

  var currentStyle: InlineText.Style { style.reduce([]) { $0.union($1) } }

  /// Where a new block stands.
  var depth: Int { max(0, lists.count - (itemIsOpen ? 0 : 1)) }

  /// Ends the running text and makes a block of it.
  mutating func flush() {
    let text = inline
    inline = InlineText()
    style = []
    link = nil
    endsWithSpace = true
    holdsTerm = false
    if let level = headingLevel {
      let title = text.plain
      if !text.isBlank { blocks.append(Block(.heading(level: level), InlineText(Headline.withoutAnchor(title)))) }
      return
    }
    guard !text.isBlank, !text.isBadges else { return }
    let kind = pendingItem ?? .paragraph
    let place = pendingItem == nil ? depth : max(0, lists.count - 1)
    pendingItem = nil
    blocks += Block.running(kind, text, depth: place, isQuoted: quotes > 0)
  }

  /// A listing or a table in an item that has no text yet needs the item's first line.
  mutating func holdItem() {
    guard let kind = pendingItem else { return }
    pendingItem = nil
    blocks.append(Block(kind, InlineText(), depth: max(0, lists.count - 1), isQuoted: quotes > 0))
  }

  mutating func endListing() {
    guard let text = pre else { return }
    pre = nil
    var lines = CleanText.lines(of: text)
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    guard !lines.isEmpty else { return }
    holdItem()
    blocks += Block.listing(lines, language: preLanguage, depth: depth, isQuoted: quotes > 0)
  }
}

extension HTMLReader {
  mutating func open(_ tag: HTMLOpenTag) {
    switch tag.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      breakBlock()
      headingLevel = tag.name.utf8.last.map { Int($0) - 0x30 }
    case "pre", "xmp", "listing":
      makeLayout()
      breakBlock()
      pre = []
      preLanguage = tag.language ?? ""
    case "code" where pre != nil: preLanguage = tag.language ?? preLanguage
    case "br":
      if pre != nil { pre?.append(0x0A) } else { inline.append("\n") }
      endsWithSpace = true
    case "img": addPicture(tag)
    case "ul", "ol", "dl", "menu", "dir": openList(tag)
    case "li": openItem()
    case "dt": openTerm()
    case "dd": openDefinition()
    case "blockquote":
      makeLayout()
      breakBlock()
      quotes += 1
    case "table", "tr", "td", "th": openTablePart(tag.name)
    case "main", "article":
      breakBlock()
      if mainBlocks == nil { mainBlocks = blocks.count..<blocks.count }
    case "a" where pre == nil: link = tag.attributes["href"].map { LinkTarget.accepted($0) }
    default: openOther(tag.name)
    }
  }

  private mutating func openOther(_ name: String) {
    if let mark = Self.styles[name] {
      if pre == nil, style.count < 16 { style.append(mark) }
    } else if HTMLTag.blocks.contains(name) {
      if table?.cellIsOpen == true { space() } else if !holdsTerm { breakBlock() }
    }
  }

  mutating func close(_ name: String) {
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      headingLevel = nil
    case "pre", "xmp", "listing": endListing()
    case "ul", "ol", "dl", "menu", "dir":
      breakBlock()
      if !lists.isEmpty { lists.removeLast() }
      itemIsOpen = !lists.isEmpty
      pendingItem = nil
    case "li", "dd":
      breakBlock()
      pendingItem = nil
    case "dt": break
    case "blockquote":
      breakBlock()
      quotes = max(0, quotes - 1)
    case "td", "th": endCell()
    case "table": endTable()
    case "main", "article":
      breakBlock()
      if let main = mainBlocks { mainBlocks = main.lowerBound..<blocks.count }
    case "a": link = nil
    default: closeOther(name)
    }
  }

  private mutating func closeOther(_ name: String) {
    if let mark = Self.styles[name] {
      if let last = style.lastIndex(of: mark) { style.remove(at: last) }
    } else if HTMLTag.blocks.contains(name) {
      if table?.cellIsOpen == true { space() } else if !holdsTerm { breakBlock() }
    }
  }

  private static let styles: [String: InlineText.Style] = [
    "b": .strong, "strong": .strong, "em": .emphasis, "i": .emphasis, "dfn": .emphasis, "var": .emphasis,
    "cite": .emphasis, "code": .code, "tt": .code, "kbd": .code, "samp": .code,
  ]

  private mutating func space() {
    if !endsWithSpace { inline.append(" ") }
    endsWithSpace = true
  }

  /// Ends the running text where a block begins or ends.
  mutating func breakBlock() {
    if table?.cellIsOpen == true { return space() }
    if pre == nil { flush() }
  }

  private mutating func addPicture(_ tag: HTMLOpenTag) {
    guard pre == nil else { return }
    let description = (tag.attributes["alt"] ?? "").collapsed
    let source = LinkTarget.accepted(tag.attributes["src"] ?? "")
    if source.address != nil {
      inline.append(description, style: .image, link: source)
    } else if !description.isEmpty {
      // The picture is not at hand; its description says what it shows.
      inline.append(description, style: .emphasis)
    }
    endsWithSpace = false
  }

  private mutating func openList(_ tag: HTMLOpenTag) {
    makeLayout()
    breakBlock()
    // An item without words of its own needs no line.
    pendingItem = nil
    let start = tag.attributes["start"].flatMap { Int($0) } ?? 1
    // Deeper lists are shown at the deepest level; their count must stay true.
    lists.append(List(isOrdered: tag.name == "ol", number: max(0, min(start, 1_000_000))))
    itemIsOpen = false
  }

  private mutating func openItem() {
    breakBlock()
    if lists.isEmpty { lists.append(List(isOrdered: false, number: 1)) }
    itemIsOpen = true
    pendingItem = .item(number: nil)
    guard let last = lists.indices.last, lists[last].isOrdered else { return }
    pendingItem = .item(number: lists[last].number)
    lists[last].number += 1
  }

  private mutating func openTerm() {
    // Several terms may share a definition.
    if holdsTerm { inline.append(", ") } else { openItem() }
    style = [.strong]
  }

  private mutating func openDefinition() {
    style = []
    link = nil
    guard pendingItem != nil, !inline.isBlank else { return breakBlock() }
    inline.append(": ")
    endsWithSpace = true
    holdsTerm = true
  }

  private mutating func openTablePart(_ name: String) {
    if name == "table" {
      makeLayout()
      breakBlock()
      table = Table()
    } else if table == nil {
      breakBlock()
    } else if name == "tr" {
      endCell()
      table?.rows.append([])
    } else {
      endCell()
      table?.cellIsOpen = true
      endsWithSpace = true
    }
  }

  private mutating func endCell() {
    guard table?.cellIsOpen == true else { return breakBlock() }
    table?.cellIsOpen = false
    if table?.rows.isEmpty == true { table?.rows.append([]) }
    let text = inline
    inline = InlineText()
    style = []
    link = nil
    let last = (table?.rows.count ?? 1) - 1
    table?.rows[last].append(text)
  }

  /// A table that holds lists, listings or tables only arranges the page: its cells are ordinary text.
  private mutating func makeLayout() {
    guard let open = table else { return }
    table = nil
    let running = inline
    inline = InlineText()
    emit(cells: open.rows.flatMap { $0 })
    inline = running
    if open.cellIsOpen { flush() }
  }

  mutating func endTable() {
    guard table != nil else { return }
    endCell()
    guard let open = table else { return }
    table = nil
    let rows = open.rows.filter { row in row.contains { !$0.isBlank } }
    let columns = rows.reduce(0) { max($0, $1.count) }
    let bytes = rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.runs.reduce(0) { $0 + $1.text.utf8.count } } }
    let cells = rows.reduce(0) { $0 + $1.count }
    guard columns > 1, columns <= 20, rows.count > 1, bytes < cells * 300 else {
      return emit(cells: rows.flatMap { $0 })
    }
    holdItem()
    blocks += Block.table(rows, depth: depth, isQuoted: quotes > 0)
  }

  private mutating func emit(cells: [InlineText]) {
    for cell in cells where !cell.isBlank {
      inline = cell
      flush()
    }
  }
}

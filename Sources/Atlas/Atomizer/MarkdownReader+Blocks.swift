extension MarkdownReader {
  /// Adds a block of running text at the place where the reader stands.
  mutating func add(_ kind: Block.Kind, _ text: ArraySlice<UInt8>, isQuoted: Bool) {
    let inline = MarkdownInlines.read(text, definitions: definitions)
    if case .heading = kind {
      holdItem()
      if !inline.isBlank { blocks.append(Block(kind, inline, isQuoted: false)) }
      return
    }
    let shown = pendingItem ?? kind
    let depth = pendingItem == nil ? items.count : items.count - 1
    pendingItem = nil
    guard !inline.isBlank, !inline.isBadges else { return }
    blocks += Block.running(shown, inline, depth: depth, isQuoted: isQuoted)
  }

  /// An item that begins with something other than text gets an empty first line.
  mutating func holdItem() {
    guard let kind = pendingItem else { return }
    pendingItem = nil
    blocks.append(Block(kind, InlineText(), depth: items.count - 1))
  }

  mutating func endParagraph() {
    guard !paragraph.isEmpty else { return }
    let text = Array(paragraph.joined(separator: [0x0A]))
    paragraph = []
    add(.paragraph, text[...], isQuoted: paragraphIsQuoted)
  }

  /// The paragraph was a heading: its underline has come.
  mutating func endHeading(_ level: Int) {
    let text = Array(paragraph.joined(separator: [0x20]))
    paragraph = []
    pendingItem = nil
    add(.heading(level: level), text[...], isQuoted: false)
  }

  mutating func endIndentedCode() {
    guard indentedCodeIsOpen else { return }
    indentedCodeIsOpen = false
    while code.last?.isEmpty == true { code.removeLast() }
    blocks += Block.listing(code, depth: items.count, isQuoted: paragraphIsQuoted)
    code = []
  }

  mutating func endTable() {
    guard let rows = table else { return }
    table = nil
    blocks += Block.table(rows, depth: items.count)
  }

  mutating func endAll() {
    if let open = fence, !code.isEmpty {
      blocks += Block.listing(code, language: open.language, depth: items.count, isQuoted: open.isQuoted)
      code = []
    }
    endIndentedCode()
    endParagraph()
    endTable()
    endHTML()
  }
}

/// The settings that many tools write at the head of a Markdown file.
enum FrontMatter {
  /// Lines without settings between two rows of dashes at the very beginning.
  static func without(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    guard lines.first?.trimmed.elementsEqual("---".utf8) == true else { return lines }
    for index in 1..<max(1, min(lines.count, 100)) where lines[index].trimmed.elementsEqual("---".utf8) {
      let isSettings = lines[1..<index].contains { $0.contains(UInt8(ascii: ":")) }
      return isSettings ? Array(lines[(index + 1)...]) : lines
    }
    return lines
  }
}

/// Puts blocks together as one CommonMark text.
struct BodyWriter {
  private var out = ""
  /// Widths of the markers of the list items that are open.
  private var markers: [Int] = []
  private var previous: Block?

  /// The body of an atom; headings in it become second-level and below.
  static func body(_ blocks: [Block]) -> String {
    let top = blocks.lazy.compactMap(\.headingLevel).min() ?? 1
    var writer = BodyWriter()
    for block in blocks { writer.write(block, topHeading: top) }
    return writer.out
  }

  private mutating func write(_ block: Block, topHeading: Int) {
    if let previous, previous.isQuoted != block.isQuoted { markers = [] }
    if block.isHeading || (block.depth == 0 && !block.isItem) { markers = [] }
    let depth = min(block.depth, markers.count)
    separate(block)
    markers.removeLast(markers.count - depth)
    let indent = String(repeating: " ", count: markers.reduce(0, +))
    let marker = marker(of: block, topHeading: topHeading)
    if block.isItem { markers.append(marker.utf8.count) }
    let continuation = indent + (block.isItem ? String(repeating: " ", count: marker.utf8.count) : "")
    let quote = block.isQuoted ? "> " : ""
    var isFirst = true
    for line in block.markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isFirst { out += "\n" }
      let prefix = quote + (isFirst ? indent + marker : line.isEmpty ? "" : continuation)
      out += prefix
      out += line
      isFirst = false
    }
    previous = block
  }

  /// An empty line between blocks, none between the items of a list.
  private mutating func separate(_ block: Block) {
    guard let previous else { return }
    let isTight =
      previous.isItem && block.isItem && previous.isQuoted == block.isQuoted
      && (previous.depth != block.depth || previous.isNumbered == block.isNumbered)
    let isHeldByEmptyItem = previous.isItem && previous.markdown.isEmpty && block.depth > previous.depth
    if isTight || isHeldByEmptyItem {
      out += "\n"
    } else if previous.isQuoted, block.isQuoted {
      out += "\n>\n"
    } else {
      out += "\n\n"
    }
  }

  private func marker(of block: Block, topHeading: Int) -> String {
    switch block.kind {
    case .heading(let level): String(repeating: "#", count: max(2, min(6, level - topHeading + 2))) + " "
    case .item(let number): number.map { "\($0). " } ?? "- "
    case .paragraph, .code, .table: ""
    }
  }
}

extension Block {
  fileprivate var isNumbered: Bool { if case .item(.some) = kind { true } else { false } }

  var headingLevel: Int? { if case .heading(let level) = kind { level } else { nil } }
}

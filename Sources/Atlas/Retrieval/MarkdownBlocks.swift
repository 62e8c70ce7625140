/// A piece of a Markdown text that belongs together.
struct MarkdownBlock: Equatable {
  /// The headings above it, from the outermost.
  var headings: [String]
  var text: String
  /// What opens the fence, where it is a code block.
  var fence: String?
}

/// Cuts a Markdown text into headings, code blocks, and paragraphs, which may be lists or tables.
///
/// Only what passages need: lines that begin with `#`, fences, and empty lines. Whatever else there is stays as it is.
struct MarkdownBlocks {
  private var blocks: [MarkdownBlock] = []
  private var headings: [(level: Int, text: String)] = []
  private var lines: [Substring] = []
  private var fence: Fence?

  /// What a fence opened with.
  private struct Fence {
    let line: String
    let mark: Character
    let length: Int
  }

  static func blocks(of text: String) -> [MarkdownBlock] {
    var reader = MarkdownBlocks()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { reader.read(line) }
    reader.endBlock()
    return reader.blocks
  }

  private mutating func read(_ line: Substring) {
    if let open = fence {
      lines.append(line)
      if closes(line, open) { endBlock() }
    } else if let opened = Self.fence(line) {
      endBlock()
      fence = opened
      lines.append(line)
    } else if let heading = Self.heading(line) {
      endBlock()
      headings.removeAll { $0.level >= heading.level }
      headings.append(heading)
    } else if line.allSatisfy(\.isWhitespace) {
      endBlock()
    } else {
      lines.append(line)
    }
  }

  private mutating func endBlock() {
    defer { (lines, fence) = ([], nil) }
    if lines.isEmpty { return }
    blocks.append(
      MarkdownBlock(headings: headings.map(\.text), text: lines.joined(separator: "\n"), fence: fence?.line))
  }

  /// Three or more of one mark behind three spaces at most.
  private static func fence(_ line: Substring) -> Fence? {
    let text = line.drop { $0 == " " }
    guard line.count - text.count <= 3, let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    guard length >= 3, mark == "~" || !text.dropFirst(length).contains("`") else { return nil }
    return Fence(line: String(line), mark: mark, length: length)
  }

  private func closes(_ line: Substring, _ fence: Fence) -> Bool {
    let text = line.drop { $0 == " " }
    let length = text.prefix { $0 == fence.mark }.count
    return length >= fence.length && text.dropFirst(length).allSatisfy(\.isWhitespace)
  }

  private static func heading(_ line: Substring) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first?.isWhitespace == true else { return nil }
    var text = line.dropFirst(level).drop(while: \.isWhitespace)
    while let last = text.last, last == "#" || last.isWhitespace { text.removeLast() }
    return text.isEmpty ? nil : (level, String(text.prefix(120)))
  }
}

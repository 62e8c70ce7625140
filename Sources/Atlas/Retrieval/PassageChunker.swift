/// A piece of an item that is not stored yet.
struct PassageDraft: Hashable {
  /// The headings above it; nil at the top of the item.
  let heading: String?
  let body: String

  init(heading: String?, body: String) {
    self.heading = heading?.shortened(toScalars: 400)
    self.body = body.shortened(toScalars: 7_500)
  }
}

extension String {
  /// Its beginning. PostgreSQL counts scalars, of which one character may have any number.
  func shortened(toScalars limit: Int) -> String { String(unicodeScalars.prefix(limit)) }
}

/// Cuts a text into passages of some 80 to 250 words, between paragraphs and below headings wherever that can be.
///
/// Sizes are counted in bytes, of which six make a word: that holds for code and for scripts without spaces too.
struct PassageChunker {
  /// What it is called: whatever changes how texts are cut changes it.
  static let name = "markdown-1"

  /// Below this a passage takes in what follows, under the same heading or the next.
  static let usual = 80 * 6
  /// Above this a passage takes in nothing more, and a paragraph is cut.
  static let long = 250 * 6
  /// A code block is kept whole up to here.
  static let longCode = 4_000
  /// How many passages an item has at most.
  static let passageLimit = 200

  private var drafts: [PassageDraft] = []
  private var pending: [MarkdownBlock] = []
  private var pendingSize = 0

  /// The passages of a text. No two of them are alike.
  ///
  /// - Parameter heading: what stands above all of it.
  static func passages(of text: String, under heading: String? = nil) -> [PassageDraft] {
    var chunker = PassageChunker()
    for var block in MarkdownBlocks.blocks(of: text) {
      if let heading { block.headings.insert(heading, at: 0) }
      for piece in pieces(of: block) { chunker.add(piece) }
      // Bounded work for whatever text.
      if chunker.drafts.count > passageLimit { break }
    }
    chunker.endPassage()
    var seen: Set<PassageDraft> = []
    return Array(chunker.drafts.filter { seen.insert($0).inserted }.prefix(passageLimit))
  }

  private mutating func add(_ block: MarkdownBlock) {
    let size = block.text.utf8.count
    let isBelowSameHeading = pending.last.map { $0.headings == block.headings } ?? true
    let isFull = pendingSize + size > Self.long || !isBelowSameHeading && pendingSize >= Self.usual
    if !pending.isEmpty, isFull { endPassage() }
    pending.append(block)
    pendingSize += size
  }

  /// Makes a passage of what is pending. A last piece that is tiny goes into the passage before it.
  private mutating func endPassage() {
    defer { (pending, pendingSize) = ([], 0) }
    guard let first = pending.first else { return }
    let heading = first.headings.isEmpty ? nil : first.headings.joined(separator: " / ")
    let draft = PassageDraft(heading: heading, body: body)
    if pendingSize < Self.usual / 2, let last = drafts.last, last.heading == heading,
      last.body.utf8.count + pendingSize <= Self.long + Self.usual
    {
      drafts[drafts.count - 1] = PassageDraft(heading: heading, body: last.body + "\n\n" + draft.body)
    } else {
      drafts.append(draft)
    }
  }

  /// The blocks with the headings between them: those of the first one are the passage's own.
  private var body: String {
    var parts: [String] = []
    var headings = pending.first?.headings ?? []
    for block in pending {
      if block.headings != headings, let last = block.headings.last { parts.append("**\(last)**") }
      headings = block.headings
      parts.append(block.text)
    }
    return parts.joined(separator: "\n\n")
  }

  /// The block itself, or parts of it where it is too long.
  private static func pieces(of block: MarkdownBlock) -> [MarkdownBlock] {
    guard block.text.utf8.count > (block.fence == nil ? long : longCode) else { return [block] }
    let texts = block.fence.map { CodePieces.pieces(of: block.text, fence: $0) } ?? ProsePieces.pieces(of: block.text)
    return texts.map { MarkdownBlock(headings: block.headings, text: $0, fence: block.fence) }
  }
}

/// Parts of a paragraph that is too long.
private enum ProsePieces {
  /// Cuts behind a line or a sentence, else between words, else between characters.
  static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while rest.utf8.count > PassageChunker.long {
      let end = end(of: rest)
      pieces.append(String(rest[..<end]))
      rest = rest[end...].drop(while: \.isWhitespace)
    }
    if !rest.isEmpty { pieces.append(String(rest)) }
    return pieces
  }

  /// The last good place in the second half of what fits.
  private static func end(of text: Substring) -> Substring.Index {
    var size = 0
    var best: (index: Substring.Index, rank: Int)?
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      size += character.utf8.count
      if size > PassageChunker.long, index > text.startIndex { break }
      let next = text.index(after: index)
      let rank = rank(of: character, before: next < text.endIndex ? text[next] : " ")
      if rank > 0, size > PassageChunker.long / 2, rank >= best?.rank ?? 0 { best = (next, rank) }
      index = next
    }
    return best?.index ?? index
  }

  private static func rank(of character: Character, before next: Character) -> Int {
    if character.isNewline { return 3 }
    if "。！？".contains(character) || ".!?".contains(character) && next.isWhitespace { return 2 }
    return character.isWhitespace ? 1 : 0
  }
}

/// Parts of a code block that is too long, each a code block of its own.
private enum CodePieces {
  static func pieces(of text: String, fence: String) -> [String] {
    let mark = String(fence.drop { $0 == " " }.prefix { $0 == "`" || $0 == "~" })
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init)
    if lines.last.map({ $0.drop { $0 == " " }.hasPrefix(mark) }) == true { lines.removeLast() }
    var pieces: [String] = []
    var (piece, size): ([String], Int) = ([], 0)
    // A line that is too long loses its end: no code that is read has such.
    for line in lines.map({ String($0.prefix(PassageChunker.long)) }) {
      if !piece.isEmpty, size + line.utf8.count > PassageChunker.long {
        pieces.append(([fence] + piece + [mark]).joined(separator: "\n"))
        (piece, size) = ([], 0)
      }
      piece.append(line)
      size += line.utf8.count + 1
    }
    if !piece.isEmpty { pieces.append(([fence] + piece + [mark]).joined(separator: "\n")) }
    return pieces
  }
}

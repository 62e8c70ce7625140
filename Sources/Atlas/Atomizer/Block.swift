/// A piece of a document that is never taken apart: a heading, a paragraph, a list item, a listing, a table.
///
/// Lists and quotes are not nested values but a depth and a mark on each block, so that no input can make a deep tree.
struct Block {
  enum Kind: Equatable {
    /// 1 is the document's own title, 6 the least.
    case heading(level: Int)
    case paragraph
    /// The first paragraph of a list item; `number` in an ordered list.
    case item(number: Int?)
    case code
    case table
  }

  var kind: Kind
  /// How many list items it stands in; for an item, how many its list stands in.
  var depth = 0
  var isQuoted = false
  /// CommonMark of the block alone, without marker or indentation.
  var markdown: String
  /// Its sentences without markup; empty for listings.
  var prose: String
  /// What the author set off: bold, italic and literal words.
  var terms: [String] = []
  /// Whether it begins with bold words, as a definition or a paragraph with a title does.
  var lead: String?
  /// How much of the prose stands in links, in bytes.
  var linkedBytes = 0
  /// How much there is to read, in words; scripts without spaces count two characters as a word.
  var words: Int

  static let maximalDepth = 6

  var isHeading: Bool { if case .heading = kind { true } else { false } }
  var isItem: Bool { if case .item = kind { true } else { false } }
  var isProse: Bool { kind == .paragraph || isItem }

  /// A block of running text.
  init(_ kind: Kind, _ inline: InlineText, depth: Int = 0, isQuoted: Bool = false) {
    self.kind = kind
    self.depth = min(depth, Block.maximalDepth)
    self.isQuoted = isQuoted
    markdown = inline.markdown()
    prose = inline.plain
    terms = inline.terms
    lead = inline.lead
    linkedBytes = inline.linkedBytes
    words = WordCount.words(in: prose.utf8)
  }

  /// A listing.
  init(code lines: [ArraySlice<UInt8>], language: String = "", depth: Int = 0, isQuoted: Bool = false) {
    kind = .code
    self.depth = min(depth, Block.maximalDepth)
    self.isQuoted = isQuoted
    prose = ""
    markdown = Listing.markdown(lines, language: language)
    // A line of a listing is read like five words of prose.
    words = lines.reduce(0) { $0 + min(10, WordCount.words(in: $1)) }
  }

  /// A table of cells; the first row is its head.
  init(table rows: [[InlineText]], depth: Int = 0, isQuoted: Bool = false) {
    kind = .table
    self.depth = min(depth, Block.maximalDepth)
    self.isQuoted = isQuoted
    let columns = rows.reduce(0) { max($0, $1.count) }
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      let cells = row.map { $0.markdown(inTable: true) } + Array(repeating: "", count: columns - row.count)
      lines.append("| " + cells.joined(separator: " | ") + " |")
      if index == 0 { lines.append("|" + String(repeating: " --- |", count: columns)) }
    }
    markdown = lines.joined(separator: "\n")
    prose = rows.map { $0.map(\.plain).filter { !$0.isEmpty }.joined(separator: " | ") }.joined(separator: "\n")
    linkedBytes = rows.joined().reduce(0) { $0 + $1.linkedBytes }
    words = WordCount.words(in: prose.utf8)
  }
}

/// Fenced listings.
enum Listing {
  private static let longestLanguage = 24

  /// A fence longer than any row of backticks inside.
  static func markdown(_ lines: [ArraySlice<UInt8>], language: String) -> String {
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line {
        run = byte == 0x60 ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = [UInt8](repeating: 0x60, count: longest + 1)
    var out = fence
    out += language.utf8.prefix(longestLanguage).filter { $0.isAlphanumeric || $0 == 0x2B || $0 == 0x23 || $0 == 0x2D }
    for line in lines {
      out.append(0x0A)
      out += line
    }
    out.append(0x0A)
    out += fence
    return out.text
  }
}

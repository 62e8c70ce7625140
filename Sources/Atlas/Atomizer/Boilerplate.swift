/// Leaves out what a teacher would not teach: contents, indices, navigation, licences, notices.
enum Boilerplate {
  /// Sections that only lead elsewhere or speak of law.
  private static let leftOut: Set<String> = [
    "contents", "table of contents", "toc", "index", "navigation", "menu", "license", "licence", "licensing", "copying",
    "copyright", "copyright notice", "license terms", "copyright statement", "full copyright statement",
    "intellectual property", "legal notice", "legal", "disclaimer", "status of this memo", "author's address",
    "authors' addresses", "author's addresses", "authors' address", "colophon", "reporting bugs", "on this page",
    "copyright and license", "license and copyright", "general index", "concept index", "function index",
    "inhaltsverzeichnis", "sommaire", "índice", "table des matières", "目录", "目次", "copyright and licence",
    "full project gutenberg license", "indices and tables", "function and concept index",
  ]

  /// Sections that stay but teach little.
  static let unimportant: Set<String> = [
    "acknowledgements", "acknowledgments", "acknowledgement", "credits", "author", "authors", "contributors", "thanks",
    "references", "normative references", "informative references", "bibliography", "see also", "further reading",
    "changelog", "changes", "release notes", "history", "availability", "contact", "mailing list", "mailing lists",
    "contributing", "support", "links", "resources", "download", "downloads", "iana considerations", "bugs",
    "revision history", "version history", "literature", "footnotes", "footnote", "credits and acknowledgements",
    "books", "tutorials",
  ]

  /// `trustsLevels` says that the levels of headings were written, not guessed.
  static func without(_ blocks: [Block], trustsLevels: Bool) -> [Block] {
    let taught = withoutSections(blocks, trustsLevels: trustsLevels)
    return withoutLinkRows(withoutListedHeadings(taught)).filter { !isNotice($0) && !isNavigation($0) }
  }

  /// Without the sections of law and of signposts, with all below them.
  private static func withoutSections(_ blocks: [Block], trustsLevels: Bool) -> [Block] {
    var out: [Block] = []
    var closedLevel: Int?
    for block in blocks {
      if let level = block.headingLevel {
        if let closed = closedLevel, level > closed, trustsLevels { continue }
        closedLevel = leftOut.contains(Headline.cleaned(block.prose).lowercased()) ? level : nil
      }
      if closedLevel == nil { out.append(block) }
    }
    return out
  }

  /// Without rows of list items most of which are titles of this document.
  private static func withoutListedHeadings(_ blocks: [Block]) -> [Block] {
    let titles = Set(blocks.lazy.filter(\.isHeading).map { key($0.prose) })
    guard titles.count >= 3 else { return blocks }
    var out: [Block] = []
    var run: [Block] = []
    let endRun = { (run: inout [Block], out: inout [Block]) in
      let hits = run.filter { titles.contains(key($0.prose)) }.count
      if run.count < 4 || hits * 10 < run.count * 6 { out += run }
      run = []
    }
    for block in blocks {
      if block.isItem {
        run.append(block)
      } else {
        endRun(&run, &out)
        out.append(block)
      }
    }
    endRun(&run, &out)
    return out
  }

  /// Without rows of short blocks that are nothing but links.
  private static func withoutLinkRows(_ blocks: [Block]) -> [Block] {
    var out: [Block] = []
    var row: [Block] = []
    for block in blocks {
      let isLink =
        !block.isHeading && block.kind != .code && block.words <= 14
        && block.linkedBytes * 10 >= block.prose.utf8.count * 7
      if isLink, !block.prose.isEmpty {
        row.append(block)
        continue
      }
      if row.count < 4 { out += row }
      row = []
      out.append(block)
    }
    return row.count < 4 ? out + row : out
  }

  private static func key(_ title: String) -> String { Headline.cleaned(title).lowercased() }

  /// Phrases that stand only in licences and copyright notices.
  private static let phrases = [
    "permission is hereby granted", "redistribution and use in source and binary", "without warranty of any kind",
    "gnu free documentation license", "without even the implied warranty", "this program is free software",
    "all rights reserved", "provided \"as is\"", "provided ``as is''", "licensed under the",
    "gnu general public license",
    "project gutenberg", "permission is granted to copy", "permission is granted to make and distribute",
    "copyright notice and this permission notice", "in no event shall the", "in no event will the authors",
    "distribution of this memo is unlimited", "terms of the mit license",
  ]

  private static func isNotice(_ block: Block) -> Bool {
    guard block.isProse, block.words < 400 else { return false }
    let text = block.prose.lowercased()
    if block.words < 80, ["copyright ", "copyright©", "© ", "(c) "].contains(where: { text.hasPrefix($0) }) {
      return true
    }
    return phrases.contains { text.contains($0) } && block.words < 250
  }

  /// The row of links at a page's head or foot.
  private static func isNavigation(_ block: Block) -> Bool {
    guard block.isProse || block.kind == .table, block.words < 60 else { return false }
    let text = block.prose.lowercased()
    let signs = ["next:", "previous:", "prev:", "up:", "[contents]", "[index]", "next >", "< prev", "[top]"]
    return signs.filter { text.contains($0) }.count >= 2
  }
}

/// A document's blocks and the tree of its headings.
struct Outline {
  struct Section {
    /// Cleaned; the document's title for the root.
    let title: String
    let level: Int
    let parent: Int?
    /// Its heading among the blocks; none for the root.
    let heading: Int?
    /// The blocks between its heading and the next one.
    var own: Range<Int>
    var children: [Int] = []
    var ownWords = 0
  }

  private(set) var blocks: [Block]
  /// The words of each block, headings included.
  let words: [[Word]]
  let vocabulary: Vocabulary
  /// The root first, then as in the document; a parent always before its children.
  private(set) var sections: [Section] = []

  init(_ blocks: [Block], title: String) {
    self.blocks = blocks
    var vocabulary = Vocabulary()
    words = blocks.map { WordScanner.words(of: $0.prose, in: &vocabulary) }
    self.vocabulary = vocabulary
    sections = [Section(title: Headline.cleaned(title), level: 0, parent: nil, heading: nil, own: 0..<0)]
    var open = [0]
    for (index, block) in blocks.enumerated() {
      guard let level = block.headingLevel else {
        sections[sections.count - 1].ownWords += block.words
        continue
      }
      close(at: index)
      while let last = open.last, open.count > 1, sections[last].level >= level { open.removeLast() }
      let parent = open.last ?? 0
      sections[parent].children.append(sections.count)
      open.append(sections.count)
      let title = self.title(of: block)
      if title != block.prose { self.blocks[index].markdown = InlineText(title).markdown() }
      sections.append(
        Section(title: title, level: level, parent: parent, heading: index, own: (index + 1)..<(index + 1)))
    }
    close(at: blocks.count)
  }

  private mutating func close(at index: Int) {
    let last = sections.count - 1
    sections[last].own = sections[last].own.lowerBound..<index
  }

  /// A heading as a title; one in capitals is written small where the text writes its words small.
  private func title(of block: Block) -> String {
    let title = Headline.cleaned(block.prose)
    guard !title.utf8.contains(where: \.isLowercase), title.utf8.filter(\.isUppercase).count > 3 else { return title }
    let words = title.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
      let lower = word.lowercased()
      let key = Array(lower.utf8).drop { !$0.isWordByte }.reversed().drop { !$0.isWordByte }.reversed()
      let isNumber = word.utf8.allSatisfy { "IVXLC.".utf8.contains($0) }
      guard !isNumber, isWrittenSmall(Array(key).text) || word.utf8.count > 6 else { return String(word) }
      return index == 0 ? lower.prefix(1).uppercased() + lower.dropFirst() : lower
    }
    return words.joined(separator: " ")
  }

  private func isWrittenSmall(_ word: String) -> Bool {
    vocabulary.has(word) || vocabulary.has(word + "s") || StopWords.contains(word)
  }

  /// Titles from below the root down to a section.
  func path(to section: Int) -> [Int] {
    var path: [Int] = []
    var current = section
    while let parent = sections[current].parent {
      path.append(current)
      current = parent
    }
    return path.reversed()
  }

  /// A section's title; one that says nothing alone gets the next telling one above it.
  func titleInContext(_ section: Int) -> String {
    let title = sections[section].title
    guard section != 0, Headline.isGeneric(title) else { return title }
    var parent = sections[section].parent
    while let here = parent, here != 0, Headline.isGeneric(sections[here].title) { parent = sections[here].parent }
    guard let here = parent, !sections[here].title.isEmpty else { return title }
    return sections[here].title + ": " + title
  }

  func isInside(_ section: Int, _ ancestor: Int) -> Bool {
    var current: Int? = section
    while let here = current {
      if here == ancestor { return true }
      current = sections[here].parent
    }
    return false
  }
}

/// An atom in the making: which blocks it holds and which headings stand over them.
struct Draft {
  /// Positions of blocks, headings included, ascending.
  var blocks: [Int]
  /// Sections whose text begins in it, ascending.
  var sections: [Int]
  var words: Int
  /// Which piece of a long section it is, from 0; nil when it is no piece.
  var part: Int?
  /// Whether it holds all of its section, subsections included: only then may it join a sibling.
  var isWhole: Bool
  /// Whether it is a piece of the text before the first subsection, while that section's drafts are joined.
  var isOwn = false

  mutating func absorb(_ other: Draft) {
    blocks += other.blocks
    sections += other.sections
    words += other.words
    isWhole = isWhole && other.isWhole
    isOwn = isOwn && other.isOwn
    part = nil
  }
}

/// What size an atom has, in words.
enum AtomSize {
  /// Below it a section is too small to stand alone.
  static let small = 90
  /// Below it a row of small sections goes on.
  static let sparse = 150
  /// Below it a text is a splinter that joins whatever is near.
  static let tiny = 40
  /// What small ones may grow to by joining.
  static let joined = 420
  static let joinedTiny = 560
  /// Beyond it a section is cut.
  static let long = 450
  /// Within these a piece costs nothing.
  static let good = 150...360
  /// No piece that could be cut is larger.
  static let most = 760
}

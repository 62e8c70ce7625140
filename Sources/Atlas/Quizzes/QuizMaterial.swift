import AtlasKernel

/// What a quiz is made of: what its subject says, and what stands near it.
struct QuizMaterial: Sendable, Equatable {
  /// A text with a name.
  struct Piece: Sendable, Equatable {
    /// What it is cited as.
    let item: GlobalID
    let title: String
    /// Markdown.
    let text: String
    /// What its author says it is about.
    let terms: [String]
  }

  let subject: GlobalID
  let title: String
  /// Whether everybody may read the subject now.
  let isPublished: Bool
  /// The subject's own texts, in order.
  let pieces: [Piece]
  /// Texts of the same kind, which wrong options are taken from.
  let neighbours: [Piece]

  /// Whether there is anything to ask about.
  var isEmpty: Bool { pieces.allSatisfy { !$0.text.utf8.contains { $0 > 0x20 } } }

  /// Atoms of a diagram's that the quiz is made of: texts of others.
  var borrowedAtoms: [Int64] {
    guard subject.kind == .diagram else { return [] }
    return Set(pieces.compactMap { $0.item.kind == .atom ? $0.item.key : nil }).sorted()
  }
}

public import AtlasKernel

/// A piece of a diagram, lab, incident or atom: what an answer may rest on.
public struct Passage: Sendable, Equatable {
  /// The row key. It changes with its text.
  public let id: Int64
  /// What it is a piece of.
  public let item: GlobalID
  /// The item's version that the text is of.
  public let version: Int
  /// The item's title.
  public let title: String
  /// The heading above it, within the item.
  public let heading: String?
  /// Markdown, as its author wrote it.
  public let text: String
  /// Where the text came from, when that is a public address.
  public let url: String?
  /// How well it fits the question among those found, 0 to 1; comparable within one search.
  public let score: Double
  /// The cosine to the question, 0 to 1; 0 where the vectors do not know it.
  public let similarity: Double
  /// The heading of what is written in a diagram: words and half sentences.
  static let labelsHeading = "In the diagram"

  /// Whether it is what is written in a diagram: good to find it by, and no text to quote.
  public var isLabels: Bool { item.kind == .diagram && heading == Self.labelsHeading }

  /// Whether the question was asked about this very item, or about the content that it is an atom of.
  public let isSubject: Bool

  public init(
    id: Int64, item: GlobalID, version: Int = 1, title: String, heading: String? = nil, text: String,
    url: String? = nil, score: Double, similarity: Double = 0, isSubject: Bool = false
  ) {
    self.id = id
    self.item = item
    self.version = version
    self.title = title
    self.heading = heading
    self.text = text
    self.url = url
    self.score = score
    self.similarity = similarity
    self.isSubject = isSubject
  }
}

/// Whose rights decide what is found. The statements compare them with the rows.
public struct PassageReader: Sendable, Hashable {
  /// Nil for a visitor.
  public let userID: Int64?
  /// Drafts of everybody are found.
  public let isAdmin: Bool

  public init(userID: Int64?, isAdmin: Bool) {
    self.userID = userID
    self.isAdmin = isAdmin
  }
}

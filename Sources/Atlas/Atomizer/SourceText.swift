/// A document to cut: its text, what markup it has, and its name.
public struct SourceText: Sendable {
  /// The markup of a text.
  public enum Format: Sendable {
    /// CommonMark, with tables.
    case markdown
    /// HTML of any age, well-formed or not.
    case html
    /// Text without markup: manuals, standards, letters, books.
    case plain
  }

  /// The text as it was uploaded; nothing about it is trusted.
  public let text: String
  public let format: Format
  /// What the document is called; the title of whatever has no better one.
  public let title: String

  public init(_ text: String, format: Format, title: String) {
    self.text = text
    self.format = format
    self.title = title
  }

  /// What there is to teach in the document, as a row of blocks.
  func blocks() -> [Block] {
    let bytes = CleanText.bytes(of: text)
    switch format {
    case .markdown: return Boilerplate.without(MarkdownReader.blocks(of: bytes), trustsLevels: true)
    case .html: return Boilerplate.without(HTMLReader.blocks(of: bytes), trustsLevels: true)
    case .plain: return Boilerplate.without(PlainTextReader.blocks(of: bytes), trustsLevels: false)
    }
  }
}

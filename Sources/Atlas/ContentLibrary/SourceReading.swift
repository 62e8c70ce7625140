import Atomizer
import Files
import Jobs
import Postgres

/// How the texts of contents are come by.
struct SourceReading: Sendable {
  let files: FilesDomain
  var fetching = PublicFetching()
  var pdf = PDFText()

  /// The text of a content.
  ///
  /// - Throws: `JobFailure`.
  func text(of source: StoredSource, _ database: Database) async throws -> SourceText {
    switch source.origin {
    case .text(let text): return SourceText(DecodedText(text: text).text, format: .markdown, title: source.title)
    case .url(let url):
      let document = try await fetching.fetch(url)
      return try await text(document.bytes, mediaType: document.mediaType, title: source.title)
    case .file(let id, let mediaType, let size):
      guard size <= AtomizationJob.textLimit else { throw JobFailure("The file is larger than 10 MB.") }
      let bytes = try await files.bytes(ofFile: id, limit: AtomizationJob.textLimit, database)
      return try await text(bytes, mediaType: mediaType, title: source.title)
    }
  }

  private func text(_ bytes: [UInt8], mediaType: String, title: String) async throws -> SourceText {
    let isPDF = bytes.starts(with: Array("%PDF-".utf8))
    guard let decoded = DecodedText(isPDF ? try await pdf.text(of: bytes) : bytes) else {
      throw JobFailure("This is no text: Markdown, HTML, plain text and PDF can be read.")
    }
    let format: SourceText.Format =
      switch mediaType {
      case "text/html", "application/xhtml+xml": .html
      case "text/markdown", "text/x-markdown": .markdown
      default: isPDF ? .plain : Self.guess(decoded.text)
      }
    return SourceText(decoded.text, format: isPDF ? .plain : format, title: title)
  }

  /// The markup of a text that is said to be plain, or not said to be anything.
  private static func guess(_ text: String) -> SourceText.Format {
    let start = text.prefix(1000).lowercased()
    if start.contains("<html") || start.contains("<!doctype html") { return .html }
    return start.contains("\n# ") || start.hasPrefix("# ") || start.contains("\n```") ? .markdown : .plain
  }
}

import GraphQLPostgres
import Postgres

/// Passages of what was found, as Markdown. The texts come from anybody: whatever stands in them stays text.
struct SearchPassages: Sendable {
  /// What the statement puts around words, and between passages; it takes them out of the texts before.
  private static let wordStart: Unicode.Scalar = "\u{E000}"
  private static let wordEnd: Unicode.Scalar = "\u{E001}"
  private static let delimiter: Character = "\u{E002}"

  private struct Key: Hashable {
    let kind: Int64
    let id: Int64
  }

  private let byWords: [Key: String]
  private let near: [Key: String]

  /// - Parameters:
  ///   - byWords: passages around words; nil where nothing was found by words.
  ///   - near: the passages that are nearest by meaning; nil where nothing was found by meaning.
  init(byWords: Rows?, near: Rows?) {
    self.byWords = Self.texts(byWords)
    self.near = Self.texts(near)
  }

  private static func texts(_ rows: Rows?) -> [Key: String] {
    guard let rows else { return [:] }
    let found = (0..<rows.count).map { Row(rows: rows, index: $0) }.map { row in
      (Key(kind: row[SearchHitRow.kind], id: row[SearchHitRow.id]), row[RowColumn<String>("passages")])
    }
    return Dictionary(found) { first, _ in first }
  }

  /// The passages of a result that have words in them; without any, the first sentences of what is near.
  func highlights(of hit: SearchHit) -> [String] {
    let key = Key(kind: hit.kind, id: hit.id)
    let passages = byWords[key].map(Self.markdown) ?? []
    return passages.isEmpty ? near[key].map { Self.beginning(of: $0) } ?? [] : passages
  }

  /// As many sentences as are short together, else the words that are, on one line. Two asterisks stand around words
  /// that were found, hence around no others.
  static func beginning(of text: String) -> [String] {
    let line = text.replacing("**", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count > beginningLimit else { return line.isEmpty ? [] : [escaped(line)] }
    let head = line.prefix(beginningLimit)
    let ends = zip(head.indices, head.indices.dropFirst()).filter { ".!?".contains(head[$0]) && head[$1] == " " }
    if let end = ends.last { return [escaped(String(head[...end.0]))] }
    return [escaped(head[..<(head.lastIndex(of: " ") ?? head.endIndex)] + "…")]
  }

  private static let beginningLimit = 240

  /// Each passage on one line, with the words between `**` and `**`.
  static func markdown(_ text: String) -> [String] {
    text.split(separator: delimiter).filter { $0.unicodeScalars.contains(wordStart) }.prefix(3).map { passage in
      let line = passage.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return escaped(line)
    }
  }

  /// Escapes what means something within a line of Markdown (CommonMark, section 2.4, and the links that GitHub makes
  /// of addresses), and what would at its beginning.
  private static func escaped(_ line: some StringProtocol) -> String {
    var markdown = String.UnicodeScalarView()
    var isStart = true
    for scalar in line.unicodeScalars {
      switch scalar {
      case wordStart, wordEnd:
        markdown.append(contentsOf: "**".unicodeScalars)
        continue
      case let scalar where special.contains(scalar): markdown.append("\\")
      case let scalar where isStart && atStart.contains(scalar): markdown.append("\\")
      default: break
      }
      isStart = isStart && scalar.properties.numericType != nil
      markdown.append(scalar)
    }
    return String(markdown).replacing("www.", with: "www\\.")
  }

  private static let special = Set("\\`*_[]<>&~|$#:@".unicodeScalars)
  /// Also behind digits, which number lists.
  private static let atStart = Set("-+=.)".unicodeScalars)
}

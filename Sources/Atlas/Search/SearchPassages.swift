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

  private var texts: [Key: String] = [:]

  init(_ rows: Rows) {
    for row in (0..<rows.count).map({ Row(rows: rows, index: $0) }) {
      texts[Key(kind: row[SearchHitRow.kind], id: row[SearchHitRow.id])] = row[RowColumn<String>("passages")]
    }
  }

  /// The passages of a result that have words in them.
  func highlights(of hit: SearchHit) -> [String] {
    texts[Key(kind: hit.kind, id: hit.id)].map(Self.markdown) ?? []
  }

  /// Each passage on one line, with the words between `**` and `**`.
  static func markdown(_ text: String) -> [String] {
    text.split(separator: delimiter).filter { $0.unicodeScalars.contains(wordStart) }.prefix(3).map { passage in
      let line = passage.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return escaped(line)
    }
  }

  /// Escapes what means something within a line of Markdown (CommonMark, section 2.4, and the links that GitHub makes
  /// of addresses), and what would at its beginning.
  private static func escaped(_ line: String) -> String {
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

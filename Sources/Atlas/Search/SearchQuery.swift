import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSchema
import Retrieval

/// What is searched for, by whom.
struct SearchQuery: Sendable {
  /// As it was typed.
  let text: String
  /// Where to look; each type once.
  let types: [API.SearchType]
  let mode: API.SearchMode
  let audience: SearchAudience
  /// What is near by meaning, nearest first, as far as memory knows rights.
  var near: [PassageMatch] = []
  /// Whether nobody could say what is near.
  var lacksMeaning = false

  init(_ arguments: API.Query.SearchArguments, _ context: ExecutionContext) {
    // PostgreSQL holds no U+0000, and no word has one.
    text = String(String.UnicodeScalarView(arguments.query.unicodeScalars.map { $0.value == 0 ? " " : $0 }))
    types = arguments.types.map { given in API.SearchType.allCases.filter(given.contains) } ?? API.SearchType.allCases
    mode = arguments.mode
    audience = SearchAudience(context)
  }

  /// What cursors of the list are bound to. A list by words alone is another one than that by both, though the mode is
  /// the same: places of one say nothing in the other.
  var narrowing: InputObject {
    InputObject([
      ("query", .string(text)), ("types", .list(types.map { .string($0.rawValue) })), ("mode", .string(mode.rawValue)),
      ("meaning", .boolean(!lacksMeaning)),
    ])
  }

  /// The words before the last one, and the last one as the beginning of words, while somebody is still typing it. Nil
  /// where the text has operators, or the last word is so short that too much begins like it.
  var unfinished: (head: String, prefix: String)? {
    guard !text.utf8.contains(where: { Self.operators.contains($0) }), let last = text.unicodeScalars.last,
      Self.isWordPart(last)
    else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let prefix = words.last, prefix.unicodeScalars.count >= Self.shortestPrefix,
      prefix.unicodeScalars.allSatisfy(Self.isWordPart), !words.contains(where: { $0.lowercased() == "or" })
    else { return nil }
    return (words.dropLast().joined(separator: " "), "\(prefix):*")
  }

  private static let operators = Set("\"-|&!()<>:*'\\".utf8)
  private static let shortestPrefix = 3

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// For whom is searched: what each type's loader decides by.
struct SearchAudience: Sendable {
  /// Who may be the author or owner of something.
  let authorID: Int64?
  let seesDrafts: Bool
  /// Who may be a member of a group; visitors see no groups at all.
  let memberID: Int64?

  init(_ context: ExecutionContext) {
    let viewer = context.viewer(within: .catalogRead)
    authorID = viewer?.userID
    seesDrafts = viewer?.satisfies(.admin) ?? false
    memberID = context.viewer(within: .groupsRead)?.userID
  }
}

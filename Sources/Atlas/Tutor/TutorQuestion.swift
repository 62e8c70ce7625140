import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax

/// The arguments of `askQuestion`, checked.
struct TutorQuestion: Sendable {
  let text: String
  var conversation: Int64?
  var subject: GlobalID?
  var selection: String?
  var mode = API.TutorMode.socratic
  var detail = API.DetailLevel.normal
  /// The language to answer in. What is quoted stays in the language it is written in.
  var language: String?
  var allowsCached = true
  /// Whether the request waits for the answer.
  var waits = true

  init(_ text: String) { self.text = text }

  /// Lengths are counted in code points, as the database counts them.
  init(_ arguments: API.Mutation.AskQuestionArguments) throws(GraphQLError) {
    self.init(arguments.question)
    let context = arguments.context
    guard (1...2000).contains(text.unicodeScalars.count), !text.allSatisfy(\.isWhitespace) else {
      throw .validation("question must have between 1 and 2000 characters that are not all blank.")
    }
    guard !text.utf8.contains(0), context.selection?.utf8.contains(0) != true else {
      throw .validation("question and context.selection cannot contain U+0000.")
    }
    selection = context.selection
    if let id = context.conversationId {
      guard let key = id.key(.conversation) else { throw .notFound("conversation") }
      conversation = key
    }
    subject = try context.subject.map { input throws(GraphQLError) in try GlobalID(input) }
    mode = context.mode ?? .socratic
    detail = context.detail ?? .normal
    language = context.language
    allowsCached = context.allowCached ?? true
    waits = context.wait ?? true
  }
}

extension TutorQuestion {
  /// What the title of a new conversation is: the question's beginning, on one line. It is cut by code points: one
  /// character of the 80 could be longer than any title.
  var title: String { String(String.UnicodeScalarView(normalized.unicodeScalars.prefix(80))) }

  /// With single spaces between its words.
  var normalized: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

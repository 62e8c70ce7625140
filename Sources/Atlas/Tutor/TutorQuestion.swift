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
  /// Content is quoted in the language it is written in; the tag only keeps cached answers apart.
  var language: String?
  var allowsCached = true

  init(_ text: String) { self.text = text }

  /// Lengths are counted in code points, as the database counts them.
  init(_ arguments: API.Mutation.AskQuestionArguments) throws(GraphQLError) {
    self.init(arguments.question)
    let context = arguments.context
    guard (1...2000).contains(text.unicodeScalars.count), !text.allSatisfy(\.isWhitespace) else {
      throw .validation("question must have between 1 and 2000 characters that are not all blank.")
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
  }
}

extension TutorQuestion {
  /// What the title of a new conversation is: the question's beginning, on one line.
  var title: String { String(normalized(text).prefix(80)) }

  /// Everything that decides the answer, for the key of the one-hour cache. Each part stands behind its length, so that
  /// no two questions share their bytes.
  func cacheMaterial(viewer: Int64) -> [UInt8] {
    let parts = [
      RetrievalTutor.model, String(viewer), subject?.kind.rawValue ?? "", subject.map { String($0.key) } ?? "",
      selection ?? "", mode.rawValue, detail.rawValue, language?.lowercased() ?? "", normalized(text).lowercased(),
    ]
    return parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
  }

  private func normalized(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres
import Retrieval

/// `startConversation`: a conversation in which nothing was said yet.
struct ConversationStart: Sendable {
  /// How many somebody may have that are not archived. Those who start several at the same moment may come to have a few
  /// more.
  static let openLimit = 1000

  let title: String?
  let subject: GlobalID?

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.StartConversationInput) throws(UserErrors) {
    if let title = input.title, title.allSatisfy(\.isWhitespace) {
      throw UserErrors(.input(.blank, "A title shows something.", "input", "title"))
    }
    title = input.title
    subject = try ConversationSubjects.subject(input.subject)
  }

  /// Begins the conversation; answers its key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let rows = try await write(context)
    if let key = rows.int(0, 0) { return key }
    if rows.bool(0, 1) == false, let subject { throw ConversationSubjects.missing(subject) }
    throw Self.tooMany
  }

  private func write(_ context: ExecutionContext) async throws -> Rows {
    let viewer = try context.requireViewer()
    let reader = PassageReader(userID: viewer.userID, isAdmin: viewer.satisfies(.admin))
    do {
      return try await context.write(ConversationChangeStatements.start(self, by: reader, ownerID: viewer.userID))
    } catch {
      // The subject was deleted while the statement ran.
      if error.sqlState == "23503", let subject { throw ConversationSubjects.missing(subject) }
      throw error
    }
  }

  /// There is no moment at which this is over by itself, as a `QuotaError` would have it.
  fileprivate static let tooMany = UserErrors(
    .input(.quotaExceeded, "You have \(openLimit) conversations that are not archived: archive some.", "input"))
}

/// `archiveConversation`: puts a conversation away, or takes it out again. What is so already stays as it is.
struct ConversationArchiving: Sendable {
  let key: Int64
  let archived: Bool

  /// - Throws: `UserErrors` for the id of something else.
  init(_ input: API.ArchiveConversationInput) throws(UserErrors) {
    guard let key = input.conversationId.key(.conversation) else {
      throw UserErrors(.notFound("conversation", nil, "input", "conversationId"))
    }
    self.key = key
    archived = input.archived ?? true
  }

  /// Changes the conversation; answers its key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let owner = try context.requireViewer().userID
    let rows = try await context.write(ConversationChangeStatements.archive(self, ownerID: owner))
    guard rows.count == 1 else {
      throw UserErrors(.notFound("conversation", GlobalID(.conversation, key), "input", "conversationId"))
    }
    if rows.bool(0, 0) == true { throw ConversationStart.tooMany }
    return key
  }
}

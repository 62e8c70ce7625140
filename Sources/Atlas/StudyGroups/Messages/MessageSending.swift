import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Sending a message to a group. The same message of a client, sent again, is the one that is there already.
struct MessageSending: Sendable {
  let groupID: Int64
  let content: String
  let replyToID: Int64?
  let uploadIDs: [ID]
  /// What the client calls it.
  let clientMessageID: PostgresUUID?

  /// Sends the message; answers its row.
  func send(_ files: FilesDomain, _ context: ExecutionContext) async throws -> Rows {
    let viewer = try context.requireViewer()
    do {
      return try await post(by: viewer, files, context)
    } catch let error as UserErrors {
      // The first time, its uploads were used up.
      guard let first = try await sentBefore(by: viewer, context) else { throw error }
      return first
    } catch let error as PostgresError where error.constraint == "group_messages_client_key" {
      guard let first = try await sentBefore(by: viewer, context) else { throw error }
      return first
    }
  }

  private func post(by viewer: Viewer, _ files: FilesDomain, _ context: ExecutionContext) async throws -> Rows {
    let uploads = try await files.received(
      uploadIDs, of: [.document, .image, .audio, .video, .data], context, field: ["input", "uploadIds"])
    let rows = try await context.write(MessageSendingStatements.send(self, uploads, author: viewer.userID))
    if rows.count == 1 { return rows }
    throw try await refusal(of: viewer, context)
  }

  /// The message of the same client's id, where it was sent before.
  private func sentBefore(by viewer: Viewer, _ context: ExecutionContext) async throws -> Rows? {
    guard let clientMessageID else { return nil }
    let rows = try await context.write(
      MessageSendingStatements.sent(clientMessageID, to: groupID, author: viewer.userID))
    return rows.count == 1 ? rows : nil
  }

  /// Why nothing was sent.
  private func refusal(of viewer: Viewer, _ context: ExecutionContext) async throws -> UserErrors {
    if let refusal = try await MembershipRefusal.reason(groupID, viewer, context) { return refusal }
    if let replyToID {
      let rows = try await context.write(MessageStatements.byID([replyToID], StudyGroupAudience(viewer)))
      let isThere = rows.count == 1 && RowStorage<MessageRow>(rows).values(MessageRow.groupID) == [groupID]
      if !isThere { return UserErrors(Self.nothingToAnswer(GlobalID(.message, replyToID))) }
    }
    return ReceivedUpload.alreadyUsed("input", "uploadIds")
  }

  fileprivate static func nothingToAnswer(_ id: GlobalID?) -> UserError {
    .notFound("message", id, "input", "replyToId")
  }
}

extension MessageSending {
  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.SendGroupMessageInput) throws(UserErrors) {
    guard let group = input.groupId.key(.group) else {
      throw UserErrors(.notFound("study group", nil, "input", "groupId"))
    }
    groupID = group
    content = try MessageText.checked(input.content)
    replyToID = input.replyToId?.key(.message)
    if let answered = input.replyToId, replyToID == nil {
      throw UserErrors(Self.nothingToAnswer(GlobalID(answered.value)))
    }
    uploadIDs = input.uploadIds ?? []
    clientMessageID = input.clientMessageId.flatMap { PostgresUUID(text: $0.utf8) }
  }
}

/// What may stand in a message; how long it may be stands in the schema.
enum MessageText {
  /// The text as it was given.
  ///
  /// - Throws: `UserErrors` where it shows nothing.
  static func checked(_ content: String) throws(UserErrors) -> String {
    if content.allSatisfy(\.isWhitespace) {
      throw UserErrors(.input(.blank, "A message must say something.", "input", "content"))
    }
    return content
  }
}

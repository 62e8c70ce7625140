import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What its author, or who moderates the group, does to a message afterwards.
struct MessageChange: Sendable {
  let messageID: Int64

  /// - Throws: `UserErrors` for an id that is no message's.
  init(_ id: ID) throws(UserErrors) {
    guard let key = id.key(.message) else { throw Self.missing(GlobalID(id.value)) }
    messageID = key
  }

  /// Gives the viewer's message another text; answers its row.
  func edit(_ content: String, _ context: ExecutionContext) async throws -> Rows {
    let content = try MessageText.checked(content)
    let viewer = try context.requireViewer()
    let rows = try await context.write(MessageChangeStatements.edit(messageID, content, author: viewer.userID))
    if rows.count == 1 { return rows }
    throw try await refusal(of: viewer, "Only its author may edit a message.", context)
  }

  /// Empties the message, which keeps its number; answers its row. One that was deleted before stays as it is. In a
  /// transaction: who waited for somebody who reacted takes that reaction along.
  func delete(_ context: ExecutionContext) async throws -> Rows {
    let viewer = try context.requireViewer()
    let lock = MessageReactionStatements.lock(messageID, user: viewer.userID)
    let statement = MessageChangeStatements.delete(messageID, by: viewer.userID, Origin(context.request))
    let rows = try await context.transaction { transaction in
      _ = try await transaction.write(lock)
      return try await transaction.write(statement)
    }
    if rows.count == 1 { return rows }
    throw try await refusal(of: viewer, "Only its author and who moderates the group may delete a message.", context)
  }

  /// Why nothing was done with a message.
  ///
  /// - Parameter rights: who may do it, for somebody who sees the message.
  func refusal(of viewer: Viewer, _ rights: String, _ context: ExecutionContext) async throws -> UserErrors {
    let rows = RowStorage<MessageRow>(
      try await context.write(MessageStatements.byID([messageID], StudyGroupAudience(viewer))))
    guard rows.count == 1 else { return Self.missing(GlobalID(.message, messageID)) }
    if rows.values(RowColumn<String?>(MessageRow.deletedAt.name)) != [nil] {
      return UserErrors(.state("DELETED", allowed: ["POSTED"], "The message was deleted."))
    }
    return UserErrors(.input(.forbidden, rights, "input", "messageId"))
  }

  private static func missing(_ id: GlobalID?) -> UserErrors {
    UserErrors(.notFound("message", id, "input", "messageId"))
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Answering a message with an emoji, or taking that back. A second time changes nothing.
struct MessageReaction: Sendable {
  let change: MessageChange
  let emoji: Emoji
  let isRemoved: Bool

  /// Most different emoji of a message.
  static let limit = 20

  /// - Throws: `UserErrors` for an id that is no message's, and for what is no emoji.
  init(_ input: API.ReactToMessageInput) throws(UserErrors) {
    change = try MessageChange(input.messageId)
    guard let emoji = Emoji(input.emoji) else {
      throw UserErrors(.input(.invalid, "A reaction is one emoji.", "input", "emoji"))
    }
    self.emoji = emoji
    isRemoved = input.remove ?? false
  }

  /// Reacts for the viewer; answers the row of the message. In a transaction: who waited for another member counts the
  /// emoji that this one left.
  func apply(_ context: ExecutionContext) async throws -> Rows {
    let viewer = try context.requireViewer()
    let statement =
      isRemoved
      ? MessageReactionStatements.remove(self, user: viewer.userID)
      : MessageReactionStatements.add(self, user: viewer.userID)
    let lock = MessageReactionStatements.lock(change.messageID, user: viewer.userID)
    let rows = try await context.transaction { transaction in
      _ = try await transaction.write(lock)
      return try await transaction.write(statement)
    }
    guard rows.count == 1 else {
      throw try await change.refusal(of: viewer, "Only members react to what stands in their group.", context)
    }
    if rows.bool(0, 0) == true {
      throw UserErrors(
        .input(.quotaExceeded, "A message has at most \(Self.limit) different emoji.", "input", "emoji"))
    }
    return rows
  }
}

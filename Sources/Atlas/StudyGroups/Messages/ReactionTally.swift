import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// How often a message was answered with an emoji.
struct ReactionTallyRow: RowRecord {
  let row: Row

  static let messageID = RowColumn<Int64>("parent_id")
  static let emoji = RowColumn<String>("emoji")
  static let count = RowColumn<Int>("count")

  /// The resolvers of `ReactionTally`.
  static let fields = API.ReactionTally.Fields<ReactionTallyRow>(
    emoji: .column(emoji),
    count: .column(count),
    viewerReacted: viewerReacted)

  /// By one statement for all tallies. Only this field asks who the viewer is.
  private static let viewerReacted = FieldResolver<ReactionTallyRow, NoArguments, Bool>.query(
    reads: .parts([messageID.name, emoji.name])
  ) { tallies, _, _, context in
    MessageReactionStatements.ofUser(try context.requireViewer().userID, tallies.distinctKeys(messageID))
  } _: { rows, tallies, _, _ in
    let own = RowStorage<ReactionTallyRow>(rows)
    let reactions = Set(
      zip(own.values(messageID), own.values(emoji)).map { Reaction(messageID: $0, emoji: Array($1.utf8)) })
    let storage = tallies.storage
    return .values(
      zip(storage.values(messageID), storage.values(emoji)).map {
        reactions.contains(Reaction(messageID: $0, emoji: Array($1.utf8)))
      })
  }

  /// Compared byte by byte, as the database does.
  private struct Reaction: Hashable {
    let messageID: Int64
    let emoji: [UInt8]
  }
}

extension MessageRow {
  /// With what members have answered, by one statement for all messages; the same for whoever asks.
  static let reactions = FieldResolver<MessageRow, NoArguments, [API.ReactionTally]>.rows(
    of: ReactionTallyRow.self, key: id
  ) { keys, _, _, context in
    MessageReactionStatements.tallies(keys, StudyGroupAudience(context))
  }
}

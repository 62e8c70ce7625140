import AtlasKernel
import GraphQLPostgres

extension ConversationRow {
  /// The viewer's conversations by row key.
  static let loader = RowLoader<ConversationRow>(key: id) { keys, context in
    ConversationStatements.byID(keys, ownerID: context.viewer(within: .tutorAsk)?.userID)
  }
}

import AtlasKernel
import GraphQLPostgres

extension ConversationMessageRow {
  /// What was said in the viewer's conversations, by row key.
  static let loader = RowLoader<ConversationMessageRow>(key: id) { keys, context in
    ConversationMessageStatements.byID(keys, ownerID: context.viewer(within: .tutorAsk)?.userID)
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension ConversationRow {
  /// The resolvers of `Conversation`.
  static let fields = API.Conversation.Fields<ConversationRow>(
    id: .globalID(.conversation, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    title: .column(title),
    user: .reference(userID),
    subject: FieldResolver { conversations, _, _ in
      .loading(LoadRequest(conversations.map { $0.subject.map { ($0.kind.typeName, $0.key) } }))
    },
    startedAt: .column(createdAt),
    archivedAt: .column(archivedAt),
    messages: messages,
    usage: .batch { conversations, _, _ in .objects(conversations.map(\.usage)) })

  private static let messages = FieldResolver<
    ConversationRow, API.Conversation.MessagesArguments, API.ConversationMessageConnection
  >.query { conversations, arguments, context in
    ConversationMessageStatements.page(
      conversations.storage.values(id), try ConversationMessageRow.page(arguments, context),
      ownerID: context.viewer?.userID)
  } _: { rows, conversations, arguments, context in
    .objects(
      Page<ConversationMessageRow>.pages(
        rows, parents: conversations.storage.values(id), parentColumn: ConversationMessageRow.conversationID,
        arguments: try ConversationMessageRow.page(arguments, context)))
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension MessageRow {
  /// The resolvers of `Message`.
  static let fields = API.Message.Fields<MessageRow>(
    id: .globalID(.message, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    group: .reference(groupID),
    author: .reference(authorID),
    content: .column(content),
    kind: .column(kind),
    replyTo: .reference(replyToID),
    attachments: attachments,
    reactions: reactions,
    editedAt: .column(editedAt),
    deletedAt: .column(deletedAt),
    sequence: .column(sequence),
    clientMessageId: ownName)

  /// What the author's client calls it, for the author alone.
  private static let ownName = FieldResolver<MessageRow, NoArguments, String?>(
    reads: .parts([authorID.name, clientMessageID.name])
  ) { messages, _, context in
    let viewerID = context.viewer?.userID
    let names = zip(messages.storage.values(authorID), messages.storage.values(clientMessageID)).map { author, name in
      author != nil && author == viewerID ? name : nil
    }
    return .ready(ColumnOf<String?>.values(names).column)
  }

  /// The resolvers of `MessageConnection`.
  static let connectionFields = API.MessageConnection.Fields<Page<MessageRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount { StudyGroupStatements.messageTotals($0) })

  /// The resolvers of `MessageEdge`.
  static let edgeFields = API.MessageEdge.Fields<Edge<MessageRow>>(cursor: .cursor(), node: .node())

  /// The arguments of `StudyGroup.messages`, checked.
  static func page(_ arguments: API.StudyGroup.MessagesArguments, _ context: ExecutionContext) throws -> PageArguments {
    try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before,
      defaultSize: 50, cursor: cursor, context)
  }
}

public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension TutorDomain {
  /// `Query.conversations`: the viewer's own.
  public var conversations: FieldResolver<Root, API.Query.ConversationsArguments, API.ConversationConnection> {
    ConversationRow.list
  }

  /// `Query.aiQuota`: the viewer's own.
  public var aiQuota: FieldResolver<Root, NoArguments, API.AIQuota> { AIQuota.resolver(settings) }

  /// `Mutation.startConversation`
  public var startConversation:
    FieldResolver<Root, API.Mutation.StartConversationArguments, API.StartConversationPayload>
  {
    .payload { arguments, context in try await ConversationStart(arguments.input).apply(context) }
  }

  /// `Mutation.archiveConversation`
  public var archiveConversation:
    FieldResolver<Root, API.Mutation.ArchiveConversationArguments, API.ArchiveConversationPayload>
  {
    .payload { arguments, context in try await ConversationArchiving(arguments.input).apply(context) }
  }

  /// `Mutation.rateAnswer`
  public var rateAnswer: FieldResolver<Root, API.Mutation.RateAnswerArguments, API.RateAnswerPayload> {
    .payload { arguments, context in try await AnswerRating(arguments.input).apply(context) }
  }

  func registerConversations(in map: inout ResolverMap) {
    map.add(ConversationRow.fields)
    map.add(ConversationRow.connectionFields)
    map.add(ConversationRow.edgeFields)
    map.add(ConversationMessageRow.fields)
    map.add(ConversationMessageRow.connectionFields)
    map.add(ConversationMessageRow.edgeFields)
    map.add(AIQuota.fields)
    map.add(Moderation.fields)
    map.add(
      API.StartConversationPayload.Fields<Payload<Int64>>(
        conversation: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.ArchiveConversationPayload.Fields<Payload<Int64>>(
        conversation: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.RateAnswerPayload.Fields<Payload<Int64>>(answer: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(entity: API.Conversation.typeName, ConversationRow.loader)
    map.add(entity: API.ConversationMessage.typeName, ConversationMessageRow.loader)
  }
}

public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of conversations, to be replaced.
extension TutorDomain {
  /// `Query.conversations`
  public var conversations: FieldResolver<Root, API.Query.ConversationsArguments, API.ConversationConnection> { .pending }
  /// `Query.aiQuota`
  public var aiQuota: FieldResolver<Root, NoArguments, API.AIQuota> { .pending }
  /// `Mutation.startConversation`
  public var startConversation: FieldResolver<Root, API.Mutation.StartConversationArguments, API.StartConversationPayload> { .pending }
  /// `Mutation.archiveConversation`
  public var archiveConversation: FieldResolver<Root, API.Mutation.ArchiveConversationArguments, API.ArchiveConversationPayload> { .pending }
  /// `Mutation.rateAnswer`
  public var rateAnswer: FieldResolver<Root, API.Mutation.RateAnswerArguments, API.RateAnswerPayload> { .pending }

  func registerPendingConversations(in map: inout ResolverMap) {
    map.add(
      API.ConversationConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending))
    map.add(
      API.ConversationEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.AIQuota.Fields<Payload<Int>>(
        dailyLimit: .pending, used: .pending, remaining: .pending, resetsAt: .pending, globalRemaining: .pending))
    map.add(
      API.StartConversationPayload.Fields<Payload<Int>>(
        conversation: .pending, userErrors: .pending))
    map.add(
      API.ArchiveConversationPayload.Fields<Payload<Int>>(
        conversation: .pending, userErrors: .pending))
    map.add(
      API.RateAnswerPayload.Fields<Payload<Int>>(
        answer: .pending, userErrors: .pending))
  }
}

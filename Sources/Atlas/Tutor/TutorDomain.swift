// The front door of Tutor: conversations, questions and answers that rest on the stored content.
//
// Neighbours: Asking.swift is what `askQuestion` does; RetrievalTutor.swift composes the answer from the passages that
// PassageStatements.swift finds. Diagrams, labs and incidents belong to the catalogue and are referred to by row key.
// Invariant: a conversation and everything in it is there for its learner only; an answer states nothing that is not
// quoted from a passage it cites.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres
public import Retrieval

/// The tutor: conversations, questions and grounded answers.
public struct TutorDomain: Sendable {
  let passages: PassageLibrary

  public init(passages: PassageLibrary) { self.passages = passages }

  /// What this domain keeps about a person.
  public static var personalData: PersonalData { TutorPersonalData.part }

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerPendingAsking(in: &map)
    registerPendingConversations(in: &map)
    map.add(API.ModerationFlag.Fields<Payload<Int>>(category: .pending, message: .pending, escalatedTo: .pending))
    map.add(ConversationRow.fields)
    map.add(ConversationMessageRow.fields)
    map.add(ConversationMessageRow.connectionFields)
    map.add(ConversationMessageRow.edgeFields)
    map.add(AnswerRow.fields)
    map.add(Citation.fields)
    map.add(TokenUsage.fields)
    map.add(entity: API.Conversation.typeName, ConversationRow.loader)
    map.add(entity: API.ConversationMessage.typeName, ConversationMessageRow.loader)
    map.add(entity: API.Answer.typeName, AnswerRow.loader)
  }
}

extension TutorDomain {
  /// `Query.conversation`. Somebody else's conversation is not there.
  public var conversation: FieldResolver<Root, API.Query.ConversationArguments, API.Conversation> {
    .query { _, arguments, context in
      let viewer = try context.requireViewer()
      guard let key = arguments.conversationId.key(.conversation) else { throw GraphQLError.notFound("conversation") }
      return ConversationStatements.byID([key], ownerID: viewer.userID)
    } _: { rows, _, _, _ in
      guard rows.count == 1 else { throw GraphQLError.notFound("conversation") }
      return .objects(Batch<ConversationRow>(RowStorage(rows)))
    }
  }

  /// `Mutation.askQuestion`.
  public var askQuestion: FieldResolver<Root, API.Mutation.AskQuestionArguments, API.Answer> {
    .fetch { _, arguments, context in
      let question = try TutorQuestion(arguments)
      return try await Asking(question: question, viewer: try context.requireViewer(), passages: passages).ask(context)
    }
  }
}

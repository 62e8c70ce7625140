// The front door of Tutor: conversations, questions and answers that rest on the stored content.
//
// Neighbours: Asking/ is what `askQuestion` does, Writing/ how its answer comes to be, Streaming/ how it is followed;
// RetrievalTutor.swift composes answers from the passages that the library finds. Diagrams, labs, incidents, atoms and
// contents belong to other domains and are referred to by row key.
// Invariant: a conversation and everything in it is there for its learner only; an answer states nothing that is not
// quoted from a passage it cites.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
public import LanguageModels
import Postgres
public import Retrieval

/// The tutor: conversations, questions and grounded answers.
public struct TutorDomain: Sendable {
  let settings: TutorSettings
  let desk: TutorDesk

  /// A tutor that takes questions once it is open.
  ///
  /// - Parameters:
  ///   - model: what writes the answers; nil for a tutor that only quotes.
  ///   - settings: how much may be asked, and where answers may lead.
  public init(
    passages: PassageLibrary, model: (any LanguageModel)? = nil, settings: TutorSettings = TutorSettings()
  ) {
    self.settings = settings
    let hosts = LinkHosts(settings.linkHosts.sorted())
    let writer: any AnswerWriter = model.map { ModelWriter($0, hosts: hosts) } ?? ExtractiveWriter()
    desk = TutorDesk(passages: passages, writer: writer)
  }

  /// What this domain keeps about a person. Answers in the cache are nobody's.
  public static var personalData: [PersonalData] { [TutorPersonalData.conversations, TutorPersonalData.questions] }

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerAsking(in: &map)
    registerConversations(in: &map)
    map.add(AnswerRow.fields)
    map.add(Citation.fields)
    map.add(TokenUsage.fields)
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
}

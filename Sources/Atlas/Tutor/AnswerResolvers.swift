import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Retrieval

extension AnswerRow {
  /// The resolvers of `Answer`.
  static let fields = API.Answer.Fields<AnswerRow>(
    id: .globalID(.answer, id),
    state: .column(state),
    text: .column(text),
    question: .column(question),
    conversation: .reference(conversationID),
    citations: .batch { answers, _, _ in .lists(answers.storage.values(citations).map(Citation.list)) },
    hints: .column(hints),
    followUps: .column(followUps),
    cached: .column(cached),
    ungrounded: .column(ungrounded),
    moderation: .batch { answers, _, _ in .objects(answers.map(\.moderation)) },
    model: .column(model),
    usage: .batch { answers, _, _ in .objects(answers.map(\.usage)) },
    responseTime: .column(responseTime),
    createdAt: .column(createdAt),
    viewerRating: viewerRating)
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Retrieval

extension QuizRow {
  /// The resolvers of `Quiz`.
  static let fields = API.Quiz.Fields<QuizRow>(
    id: .globalID(.quiz, id),
    title: .column(title),
    generated: .column(generated),
    questions: .rows(of: QuizQuestionRow.self, key: id) { ids, _, _, context in
      QuizStatements.questions(of: ids, taker: QuizAttemptRow.taker(context)?.userID)
    },
    passScore: .column(passScore),
    viewerAttempts: .rows(of: QuizAttemptRow.self, key: id) { ids, _, _, context in
      QuizAttemptStatements.latest(of: ids, taker: try context.requireViewer().userID)
    })
}

extension QuizQuestionRow {
  /// The resolvers of `QuizQuestion`.
  static let fields = API.QuizQuestion.Fields<QuizQuestionRow>(
    id: .part(.question, id),
    prompt: .column(prompt),
    options: .rows(of: QuizOptionRow.self, key: id) { ids, _, _, context in
      QuizStatements.options(of: ids, taker: QuizAttemptRow.taker(context)?.userID)
    },
    multiple: .column(multiple),
    citations: .batch { questions, _, _ in .lists(questions.storage.values(citations).map(Citation.list)) })
}

extension QuizOptionRow {
  /// The resolvers of `QuizOption`.
  static let fields = API.QuizOption.Fields<QuizOptionRow>(
    id: .part(.option, id), text: .column(text), correct: .column(correct))
}

extension QuizAttemptRow {
  /// The resolvers of `QuizAttempt`.
  static let fields = API.QuizAttempt.Fields<QuizAttemptRow>(
    id: .globalID(.quizAttempt, id),
    quiz: .reference(quizID),
    score: .column(score),
    passed: .column(passed),
    submittedAt: .column(submittedAt),
    answers: .rows(of: QuizAnswerRow.self, key: id) { ids, _, _, context in
      QuizAttemptStatements.answers(in: ids, taker: taker(context)?.userID)
    })
}

extension QuizAnswerRow {
  /// The resolvers of `QuizAnswer`.
  static let fields = API.QuizAnswer.Fields<QuizAnswerRow>(
    questionId: .part(.question, questionID),
    optionIds: .batch { answers, _, _ in
      let lists = answers.storage.values(optionIDs)
      let ids = ColumnOf<ID>.values(lists.flatMap { $0 }.map { ID($0) }).column
      let offsets = ColumnOf<[ID]>.offsets(lists.map(\.count))
      return ColumnOf(unchecked: Column(.list(ListColumn(offsets: offsets, inner: ids))))
    },
    correct: .column(correct),
    explanation: .column(explanation))
}

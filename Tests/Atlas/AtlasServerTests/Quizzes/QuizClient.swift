import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

/// What tests of quizzes do again and again.
struct QuizClient: Sendable {
  let instance: TestInstance
  let token: String

  init(_ instance: TestInstance, _ account: DemoAccount = .learner) async throws {
    self.init(instance, token: try await instance.signIn(account))
  }

  init(_ instance: TestInstance, token: String) {
    self.instance = instance
    self.token = token
  }

  static let quiz = """
    id title generated passScore viewerAttempts { id score passed }
    questions {
      id prompt multiple options { id text correct }
      citations { index title quote source { ... on Atom { id } ... on Diagram { id } ... on Incident { id } } }
    }
    """

  /// Asks for a quiz about one subject: `"contentId"`.
  func generate(
    _ member: String, _ id: String, questions: Int = 5, difficulty: String? = nil
  ) async throws -> TestResponse {
    var input: JSONObject = ["subject": .object([member: .string(id)]), "questions": .integer(questions)]
    if let difficulty { input.append(key: "difficulty", value: .string(difficulty)) }
    let text = """
      mutation ($input: GenerateQuizInput!) {
        generateQuiz(input: $input) { job { id } quiz { \(Self.quiz) } userErrors { __typename code message field } }
      }
      """
    return try await instance.query(text, ["input": .object(input)], token: token)
  }

  /// The id of a quiz that is there or made at once.
  func quiz(_ member: String, _ id: String, questions: Int = 5) async throws -> String {
    let response = try await generate(member, id, questions: questions)
    return try #require(response.text("data.generateQuiz.quiz.id"), "\(response)")
  }

  /// The quiz as this viewer sees it, or null.
  func show(_ quiz: String) async throws -> JSONValue {
    let text = "query ($id: ID!) { node(id: $id) { ... on Quiz { \(Self.quiz) } } }"
    let response = try await instance.query(text, ["id": .string(quiz)], token: token)
    return try #require(response["data.node"], "\(response)")
  }

  /// Hands in answers: the options of questions, by their ids.
  func submit(_ quiz: String, _ answers: [(question: String, options: [String])]) async throws -> TestResponse {
    let list = answers.map { answer -> JSONValue in
      .object(["questionId": .string(answer.question), "optionIds": .array(answer.options.map { .string($0) })])
    }
    let text = """
      mutation ($input: SubmitQuizInput!) {
        submitQuiz(input: $input) {
          attempt {
            id score passed submittedAt quiz { id questions { citations { quote } options { correct } } }
            answers { questionId optionIds correct explanation }
          }
          progress { version overallPercent lastEvent { kind delta subject { ... on Quiz { id } } } }
          userErrors { __typename code message field ... on QuotaError { limit used } }
        }
      }
      """
    return try await instance.query(
      text, ["input": .object(["quizId": .string(quiz), "answers": .array(list)])], token: token)
  }

  /// The right answers of a quiz, as only the database knows them; `wrong` of them have another option.
  func answers(_ quiz: String, wrong: Int = 0) async throws -> [(question: String, options: [String])] {
    let rows = try await instance.run(
      """
      select 'question_' || q.id, 'option_' || (array_agg(o.id order by o.id) filter (where o.correct))[1],
        'option_' || (array_agg(o.id order by o.id) filter (where not o.correct))[1]
      from quiz_questions q join quiz_options o on o.question_id = q.id
      where q.quiz_id = \(quiz.rowKey)
      group by q.id order by q.position
      """)
    return (0..<rows.count).map { row in
      (rows.string(row, 0) ?? "", [rows.string(row, row < wrong ? 2 : 1) ?? ""])
    }
  }
}

extension JSONValue {
  /// Everything under members of a name, at any depth.
  func all(_ name: String) -> [JSONValue] {
    switch self {
    case .object(let object):
      object.members.flatMap { ($0.key == name ? [$0.value] : []) + $0.value.all(name) }
    case .array(let elements): elements.flatMap { $0.all(name) }
    default: []
    }
  }
}

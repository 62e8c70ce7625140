import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

/// An instance whose answers are written by a script, with learners who ask.
struct TutorBench: Sendable {
  let instance: TestInstance
  let writer: ScriptedWriter
  let learner: String

  var database: Database { instance.application.database }
  var desk: TutorDesk { instance.application.domains.tutor.desk }

  init(_ instance: TestInstance) async throws {
    self.instance = instance
    writer = ScriptedWriter()
    learner = try await instance.signIn(.learner)
    desk.writer = writer
  }

  static let question = "What is a quorum?"

  /// Asks, and waits for the answer unless the context says otherwise.
  func ask(
    _ question: String = Self.question, _ context: JSONObject = [:], as token: String? = nil
  ) async throws -> TestResponse {
    let text = """
      mutation ($question: String!, $context: ContextInput!) {
        askQuestion(question: $question, context: $context) {
          id state text cached model citations { title } conversation { id }
        }
      }
      """
    return try await instance.query(
      text, ["question": .string(question), "context": .object(context)], token: token ?? learner)
  }

  /// Asks without waiting.
  func begin(
    _ question: String = Self.question, _ context: JSONObject = [:], as token: String? = nil
  ) async throws -> AskedQuestion {
    var context = context
    context.append(key: "wait", value: .boolean(false))
    let response = try await ask(question, context, as: token)
    #expect(response.text("data.askQuestion.state") == "QUEUED", "\(response)")
    return AskedQuestion(
      answer: try #require(response.text("data.askQuestion.id"), "\(response)"),
      conversation: try #require(response.text("data.askQuestion.conversation.id")))
  }

  func cancel(_ answer: String, as token: String? = nil) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($id: ID!) { cancelAnswer(input: {answerId: $id}) { answer { state text } userErrors { code message } } }
      """, ["id": .string(answer)], token: token ?? learner)
  }

  func answer(_ id: String, as token: String? = nil) async throws -> TestResponse {
    try await instance.query(
      "query ($id: ID!) { node(id: $id) { ... on Answer { state text cached citations { title } } } }",
      ["id": .string(id)], token: token ?? learner)
  }

  /// A number from the database.
  func number(_ query: Query) async throws -> Int64 {
    try #require(try await database.read(query.onBehalf(of: .system)).int(0, 0))
  }

  func change(_ query: Query) async throws { try await database.write(query.onBehalf(of: .system)) }

  /// How many questions were taken of the quotas, of each learner and of all.
  func used() async throws -> [Int64] {
    [
      try await number("select coalesce(sum(used), 0) from tutor_quotas"),
      try await number("select coalesce(sum(used), 0) from tutor_quota_totals"),
    ]
  }
}

/// An answer that is on its way.
struct AskedQuestion: Sendable {
  let answer: String
  let conversation: String

  var key: Int64 { Int64(answer.dropFirst("answer_".count)) ?? 0 }
}

/// Runs a test with a writer that follows a script, on an instance whose relay runs.
func withTutor(
  _ change: (inout AtlasConfiguration) -> Void = { _ in }, _ body: (TutorBench) async throws -> Void
) async throws {
  try await withInstance(change) { instance in
    let relay = Task { await instance.application.run() }
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(TutorBench(instance)))
    } catch {
      result = .failure(error)
    }
    relay.cancel()
    await relay.value
    try result.get()
  }
}

import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Ratings of answers")
struct AnswerRatingTests {
  @Test("an answer has one rating, the last one, which 0 makes neutral again")
  func changes() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let answer = try await ada.answer("What is a quorum?")
      #expect(try await rating(of: answer, ada) == .null)
      for (rating, comment) in [(1, "Good."), (-1, "Or not."), (0, nil), (1, nil)] as [(Int, String?)] {
        let rated = try await ada.rate(answer, rating, comment)
        #expect(rated.codes == [] && rated.at("answer.viewerRating") == .integer(rating), "\(rated)")
        #expect(try await self.rating(of: answer, ada) == .integer(rating))
        let row = try await instance.application.database.read(
          ("select rating, comment, user_id from answer_ratings" as Query).onBehalf(of: .system))
        #expect(row.count == 1 && row.int(0, 0) == Int64(rating) && row.string(0, 1) == comment)
        #expect(row.int(0, 2) == ada.key)
      }
      for refused in [2, -2] {
        let input = "{answerId: \"\(answer)\", rating: \(refused)}"
        let response = try await ada.query("mutation { rateAnswer(input: \(input)) { userErrors { code } } }")
        #expect(response.code == "VALIDATION_ERROR", "\(response)")
      }
    }
  }

  @Test("nobody rates the answer of somebody else, or what is no answer")
  func foreign() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let answer = try await ada.answer("What is a quorum?")
      _ = try await ada.rate(answer, 1)
      for id in [answer, "answer_999999", "conversation_1", "x"] {
        let refused = try await ben.rate(id, -1)
        #expect(refused.codes == ["NOT_FOUND"] && refused.at("answer") == .null, "\(refused)")
        #expect(refused.at("userErrors.0.field") == ["input", "answerId"])
      }
      #expect(try await rating(of: answer, ada) == .integer(1))
      #expect(try await rating(of: answer, ben) == nil)
    }
  }

  @Test(
    "only what ended with a text can be rated",
    arguments: [("QUEUED", false), ("STREAMING", false), ("FAILED", false), ("CANCELED", true), ("DONE", true)])
  func states(state: String, isRatable: Bool) async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let answer = try await ada.answer("What is a quorum?")
      let isHeld = state == "QUEUED" || state == "STREAMING"
      let change: Query = """
        update answers
        set state = \(state),
          writer = case when \(isHeld) then gen_random_uuid() end,
          leased_until = case when \(isHeld) then now() + interval '1 hour' end,
          failure_code = case when \(state == "FAILED") then 'UNAVAILABLE' end,
          failure_message = case when \(state == "FAILED") then 'Later.' end,
          failure_retryable = case when \(state == "FAILED") then true end
        """
      try await instance.application.database.write(change.onBehalf(of: .system))
      let rated = try await ada.rate(answer, 1)
      #expect(rated.codes == (isRatable ? [] : ["STATE"]), "\(rated)")
      if !isRatable { #expect(rated.at("userErrors.0.currentState")?.stringValue == state) }
      #expect(try await rating(of: answer, ada) == (isRatable ? .integer(1) : .null))
    }
  }

  /// Nil where the answer is not there.
  private func rating(of answer: String, _ learner: GroupLearner) async throws -> JSONValue? {
    try await learner.query("{ node(id: \"\(answer)\") { ... on Answer { viewerRating } } }")["data.node.viewerRating"]
  }
}

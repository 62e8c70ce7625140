import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Labs at work: hints")
struct LabHintTests {
  @Test("hints are revealed in their order, once, for a price that holds for what is handed in afterwards")
  func revealed() async throws {
    try await withLabs { bench in
      let passed = try await bench.complete("lab_2", LabBench.sample(2))
      #expect(passed["data.completeLab.score"] == .number("100"), "\(passed)")
      let selection = "hint { index penalty } status { revealedHints { index } }"
      let early = try await bench.mutate("revealLabHint", "labId: \"lab_2\", index: 1", selection)
      #expect(early.userErrorCode == "STATE", "\(early)")
      let missing = try await bench.mutate("revealLabHint", "labId: \"lab_2\", index: 9", selection)
      #expect(missing.userErrorCode == "NOT_FOUND", "\(missing)")
      let prices = try await bench.database.read("select penalty from lab_hints where lab_id = 2 order by position")
      let price = try #require(prices.double(0, 0))
      #expect(price > 0)
      for _ in 1...2 {
        let revealed = try await bench.mutate("revealLabHint", "labId: \"lab_2\", index: 0", selection)
        #expect(revealed.at("hint.index") == .number("0"), "\(revealed)")
        #expect(revealed.at("status.revealedHints")?.arrayValue?.count == 1, "\(revealed)")
      }
      // What was paid is paid, whatever the author does.
      try await bench.database.write("update lab_hints set penalty = 77 where lab_id = 2")
      let again = try await bench.complete("lab_2", LabBench.sample(2))
      #expect(again.text("data.completeLab.state") == "PASSED", "\(again)")
      #expect(again.body.at("data.completeLab.score").flatMap(number) == 100 - price, "\(again)")
      #expect(again.text("data.completeLab.feedback")?.contains("Hints took") == true)
      let kept = try await bench.database.read(
        "select score, penalty from lab_results where user_id = \(bench.userID) order by attempt")
      #expect(kept.double(0, 0) == 100 && kept.double(0, 1) == 0)
      #expect(kept.double(1, 0) == 100 - price && kept.double(1, 1) == price)
      #expect(try await bench.told(2) == ["PASSED", "-", "PASSED"])
    }
  }

  @Test("no score is less than nothing, and nobody pays for another's hints")
  func bounded() async throws {
    try await withLabs { bench in
      try await bench.database.write("update lab_hints set penalty = 60 where lab_id = 2")
      for index in 0...1 {
        _ = try await bench.mutate("revealLabHint", "labId: \"lab_2\", index: \(index)", "hint { index }")
      }
      let failed = try await bench.complete("lab_2", LabBench.wrong(2))
      #expect(failed["data.completeLab.score"] == .number("0"), "\(failed)")
      let other = try await bench.instance.register("grace")
      let passed = try await bench.instance.query(
        "mutation ($s: String!) { completeLab(labId: \"lab_2\", solution: $s) { score } }",
        ["s": .string(LabBench.sample(2))], token: other)
      #expect(passed["data.completeLab.score"] == .number("100"), "\(passed)")
    }
  }

  private func number(_ value: JSONValue) -> Double? {
    if case .number(let text) = value { Double(text) } else { nil }
  }
}

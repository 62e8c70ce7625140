import DemoContent
import Testing

@testable import Catalog

@Suite("The grader of labs")
struct LabGraderTests {
  private func passes(_ solution: String, _ rule: String) -> Bool {
    LabGrader.grade(solution, by: [check(rule)]).isPassed
  }

  private func check(_ rule: String, key: String = "key", weight: Double = 1) -> LabGrader.Check {
    LabGrader.Check(key: key, title: "Title of \(key)", weight: weight, rule: rule)
  }

  private func message(_ solution: String, _ rule: String) -> String? {
    LabGrader.grade(solution, by: [check(rule)]).checks.first?.message
  }

  // MARK: Demo content

  /// The others are run, see `SQLLabTests`.
  private static let textLabs = DemoCatalogue.labs.filter { $0.sqlSetup == nil }.map(\.slug)

  @Test("a sample solution passes every check of its lab", arguments: Self.textLabs)
  func sampleSolutions(slug: String) throws {
    let lab = try #require(DemoCatalogue.labs.first { $0.slug == slug })
    let grade = LabGrader.grade(lab.sampleSolution, by: checks(lab))
    #expect(grade.checks.filter { !$0.isPassed }.map(\.check.key) == [])
    #expect(grade.score == 100)
  }

  @Test("a wrong solution fails a check, and no rule is broken", arguments: Self.textLabs)
  func wrongSolutions(slug: String) throws {
    let lab = try #require(DemoCatalogue.labs.first { $0.slug == slug })
    let grade = LabGrader.grade(lab.wrongSolution, by: checks(lab))
    #expect(!grade.isPassed)
    #expect(!grade.isBroken)
    #expect(grade.score < 100)
  }

  private func checks(_ lab: DemoLab) -> [LabGrader.Check] {
    lab.checks.map { LabGrader.Check(key: $0.key, title: $0.title, weight: $0.weight, rule: $0.ruleJSON) }
  }

  // MARK: The grade

  @Test("the score is the passed share of the weights")
  func score() {
    let checks = [
      check(#"{"kind":"contains","text":"a"}"#, key: "one", weight: 1),
      check(#"{"kind":"contains","text":"b"}"#, key: "two", weight: 2),
    ]
    #expect(LabGrader.grade("a", by: checks).score == 33.33)
    #expect(LabGrader.grade("b", by: checks).score == 66.67)
    #expect(LabGrader.grade("ab", by: checks).score == 100)
  }

  @Test("weights that add up to nothing or to too much give no score but a verdict")
  func oddWeights() {
    let fails = #"{"kind":"contains","text":"x"}"#
    let holds = #"{"kind":"contains","text":"a"}"#
    #expect(LabGrader.grade("a", by: [check(fails, weight: 0)]).score == 0)
    let huge = [check(fails, weight: .greatestFiniteMagnitude), check(holds, weight: .greatestFiniteMagnitude)]
    #expect(LabGrader.grade("a", by: huge).score == 0)
    #expect(LabGrader.grade("a", by: [check(holds, weight: 0)]).score == 100)
  }

  @Test("a lab without checks is passed by any solution")
  func noChecks() {
    let grade = LabGrader.grade("a", by: [])
    #expect(grade.isPassed)
    #expect(grade.score == 100)
    #expect(grade.feedback == "This lab has no checks; your solution is recorded.")
  }

  @Test("the feedback names what failed and keeps the answer to itself")
  func feedback() {
    let checks = [
      check(#"{"kind":"number","label":"total","value":42}"#, key: "total"),
      check(#"{"kind":"contains","text":"secret"}"#, key: "word"),
      check(#"{"kind":"contains","text":"total"}"#, key: "fine"),
    ]
    let feedback = LabGrader.grade("total: 41", by: checks).feedback
    #expect(feedback.hasPrefix("2 of 3 checks did not pass:\n\n- **Title of total**: "))
    #expect(feedback.contains("Title of word"))
    #expect(!feedback.contains("Title of fine"))
    #expect(!feedback.contains("42"))
    #expect(!feedback.contains("secret"))
  }

  @Test(
    "a rule that is none is reported as broken, not as a mistake of the learner",
    arguments: [
      "", "[]", "{}", #"{"kind":"magic"}"#, #"{"kind":"contains"}"#, #"{"kind":"number"}"#,
      #"{"kind":"jsonPath","path":"a"}"#, #"{"kind":"lines","expected":[1]}"#, #"{"kind":"regex","pattern":"("}"#,
    ])
  func brokenRules(rule: String) {
    let grade = LabGrader.grade("anything", by: [check(rule)])
    #expect(grade.isBroken)
    #expect(!grade.isPassed)
  }

  // MARK: Texts and lines

  @Test("contains and notContains look at case only when they are told to")
  func contains() {
    #expect(passes("one TWO three", #"{"kind":"contains","text":"two"}"#))
    #expect(!passes("one TWO three", #"{"kind":"contains","text":"two","caseSensitive":true}"#))
    #expect(!passes("one TWO three", #"{"kind":"notContains","text":"two"}"#))
    #expect(passes("one TWO three", #"{"kind":"notContains","text":"two","caseSensitive":true}"#))
    #expect(!passes("short", #"{"kind":"contains","text":"longer than that"}"#))
    #expect(passes("ÄPFEL", #"{"kind":"contains","text":"äpfel"}"#))
  }

  @Test("equals ignores white space only when it is told to")
  func equals() {
    #expect(passes(" a  b\n", #"{"kind":"equals","text":"a b","normalizeWhitespace":true}"#))
    #expect(!passes("a  b", #"{"kind":"equals","text":"a b"}"#))
    #expect(passes("a\r\nb", #"{"kind":"equals","text":"a\nb"}"#))
    #expect(!passes("A b", #"{"kind":"equals","text":"a b","normalizeWhitespace":true}"#))
  }

  @Test("lines are compared in order, without regard to blank lines and spacing")
  func lines() {
    let rule = #"{"kind":"lines","expected":["a 1","b 2"],"ordered":true}"#
    #expect(passes("a 1\r\n\r\n  b   2  ", rule))
    #expect(message("b 2\na 1", rule) == "The lines are right, but not their order.")
    #expect(message("a 1", rule) == "Lines are missing.")
    #expect(message("a 1\nb 2\nc 3", rule) == "There are too many lines.")
    #expect(message("a 1\nb 3", rule) == "Not every line is right.")
    #expect(passes("b 2\na 1", #"{"kind":"lines","expected":["a 1","b 2"],"ordered":false}"#))
    #expect(!passes("b 2\nb 2", #"{"kind":"lines","expected":["a 1","b 2"],"ordered":false}"#))
  }

  // MARK: Numbers

  @Test(
    "the first number of a solution is found",
    arguments: [
      ("42", 42), ("about 42 pieces", 42), ("-1.5", -1.5), ("x = -1.5e2;", -150), (".25", 0.25), ("v1.2 is 3", 3),
      ("T1 and 7", 7), ("10-20", 10), ("+5", 5), ("42.", 42), ("≈30.9", 30.9), ("5e", 5), ("a-5", 5),
    ])
  func firstNumber(solution: String, value: Double) {
    #expect(passes(solution, #"{"kind":"number","value":\#(value)}"#))
  }

  @Test(
    "a solution without a number, or with one beyond all bounds, has none", arguments: ["", "T1", "1e999", "-", "."])
  func noNumber(solution: String) {
    #expect(message(solution, #"{"kind":"number","value":1}"#) == "There is no number.")
  }

  @Test("a labelled number stands behind its label at the start of a line")
  func labelledNumber() {
    let rule = #"{"kind":"number","label":"p95","value":100,"tolerance":0.1}"#
    #expect(passes("p50: 1\n  P95 = 100.1 ms", rule))
    #expect(!passes("p95: 100.2", rule))
    #expect(message("the p95: 100", rule) == "There is no line that begins with `p95:`.")
    #expect(message("p95 100", rule) == "There is no line that begins with `p95:`.")
    #expect(message("p950: 100", rule) == "There is no line that begins with `p95:`.")
    #expect(message("p95: none\np95: 100", rule) == "There is no number behind `p95:`.")
  }

  @Test("a tolerance of zero forgives what binary fractions cost")
  func epsilon() {
    #expect(passes("0.30000000000000004", #"{"kind":"number","value":0.3,"tolerance":0}"#))
    #expect(!passes("0.3001", #"{"kind":"number","value":0.3,"tolerance":0}"#))
  }

  // MARK: JSON

  @Test("a JSON path leads through objects and lists to a scalar")
  func jsonPath() {
    let solution = #"{"a":{"b":[1,{"c":"x"}]},"n":0.50,"t":true,"z":null}"#
    #expect(passes(solution, #"{"kind":"jsonPath","path":"a.b.0","equals":1.0}"#))
    #expect(passes(solution, #"{"kind":"jsonPath","path":"a.b.1.c","equals":"x"}"#))
    #expect(passes(solution, #"{"kind":"jsonPath","path":"n","equals":0.5}"#))
    #expect(passes(solution, #"{"kind":"jsonPath","path":"t","equals":true}"#))
    #expect(passes(solution, #"{"kind":"jsonPath","path":"z","equals":null}"#))
    #expect(!passes(solution, #"{"kind":"jsonPath","path":"n","equals":"0.5"}"#))
    for path in ["a.b.2", "a.b.-1", "a.x", "n.m", "a.b.c"] {
      #expect(
        message(solution, #"{"kind":"jsonPath","path":"\#(path)","equals":1}"#) == "There is no value at `\(path)`.")
    }
  }

  @Test("text that is no JSON is told where it goes wrong")
  func invalidJSON() {
    let message = message("{\n  a", #"{"kind":"jsonPath","path":"a","equals":1}"#)
    #expect(message?.hasPrefix("The solution is not valid JSON: see line 2") == true)
  }
}

import Testing

@Suite("UniqueInputFieldNamesRule")
struct UniqueInputFieldNamesRuleTests {
  private let rule = RuleHarness("UniqueInputFieldNamesRule")

  @Test("objects inside each other may share names")
  func accepts() {
    rule.accepts("{ search(ranges: [{max: 1}, {max: 2}]) { __typename } }")
  }

  @Test("one object may not have a name twice")
  func refuses() {
    rule.refuses(
      "{ search(ranges: [{max: 1, min: 0, max: 2}]) { __typename } }",
      ExpectedError(#"There can be only one input field named "max"."#, (1, 20), (1, 36)))
  }
}

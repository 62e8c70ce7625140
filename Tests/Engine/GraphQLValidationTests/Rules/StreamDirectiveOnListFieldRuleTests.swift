import Testing

@Suite("StreamDirectiveOnListFieldRule")
struct StreamDirectiveOnListFieldRuleTests {
  private let rule = RuleHarness("StreamDirectiveOnListFieldRule")

  @Test("a list may be streamed")
  func accepts() {
    rule.accepts("{ search @stream { __typename } }")
  }

  @Test("anything else may not")
  func refuses() {
    rule.refuses(
      "{ dog @stream { name } }",
      ExpectedError(#"Stream directive cannot be used on non-list field "dog" on type "Query"."#, (1, 7)))
  }
}

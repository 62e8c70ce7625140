import Testing

@Suite("KnownFragmentNamesRule")
struct KnownFragmentNamesRuleTests {
  private let rule = RuleHarness("KnownFragmentNamesRule")

  @Test("a fragment that is defined may be spread")
  func accepts() {
    rule.accepts("{ dog { ...A } } fragment A on Dog { name }")
  }

  @Test("one that is not may not")
  func refuses() {
    rule.refuses(
      "{ dog { ...A ... on Dog { ...B } } } fragment A on Dog { ...C }",
      ExpectedError(#"Unknown fragment "B"."#, (1, 30)),
      ExpectedError(#"Unknown fragment "C"."#, (1, 61)))
  }
}

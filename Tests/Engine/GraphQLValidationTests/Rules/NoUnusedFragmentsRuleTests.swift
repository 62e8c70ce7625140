import Testing

@Suite("NoUnusedFragmentsRule")
struct NoUnusedFragmentsRuleTests {
  private let rule = RuleHarness("NoUnusedFragmentsRule")

  @Test("a fragment used through another is used")
  func accepts() {
    rule.accepts("{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { name }")
  }

  @Test("fragments that use only each other are not")
  func refuses() {
    rule.refuses(
      "{ dog { name } } fragment A on Dog { ...B } fragment B on Dog { ...A }",
      ExpectedError(#"Fragment "A" is never used."#, (1, 18)),
      ExpectedError(#"Fragment "B" is never used."#, (1, 45)))
  }
}

import Testing

@Suite("UniqueFragmentNamesRule")
struct UniqueFragmentNamesRuleTests {
  private let rule = RuleHarness("UniqueFragmentNamesRule")

  @Test("fragments with different names are accepted")
  func accepts() {
    rule.accepts(
      #"""
      { dog { ...A ...B } } fragment A on Dog { name } fragment B on Dog { name }
      """#)
  }

  @Test("two fragments share a name")
  func refuses() {
    rule.refuses(
      "{ dog { ...A } } fragment A on Dog { name } fragment A on Dog { size }",
      ExpectedError(#"There can be only one fragment named "A"."#, (1, 27), (1, 54)))
  }
}

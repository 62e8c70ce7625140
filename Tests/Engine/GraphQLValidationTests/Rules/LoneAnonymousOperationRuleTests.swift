import Testing

@Suite("LoneAnonymousOperationRule")
struct LoneAnonymousOperationRuleTests {
  private let rule = RuleHarness("LoneAnonymousOperationRule")

  @Test("an anonymous operation beside fragments is alone")
  func accepts() {
    rule.accepts("{ dog { ...F } } fragment F on Dog { name }")
  }

  @Test("an anonymous operation beside another is not")
  func refuses() {
    rule.refuses(
      "{ dog { name } } query B { dog { name } }",
      ExpectedError("This anonymous operation must be the only defined operation.", (1, 1)))
  }
}

import Testing

@Suite("NoDeprecatedCustomRule")
struct NoDeprecatedCustomRuleTests {
  private let rule = RuleHarness("NoDeprecatedCustomRule")

  @Test("what is not deprecated is accepted")
  func accepts() {
    rule.accepts("{ animal(key: {id: 1}, kind: SMALL) { name } }")
  }

  @Test("deprecated fields, arguments, input fields and enum values are refused")
  func refuses() {
    rule.refuses(
      #"""
      { animal(old: 1, kind: HUGE) { owner { nick } } dog { barks(at: {max: 1, step: 2}) } }
      """#,
      ExpectedError(#"The argument "Query.animal(old:)" is deprecated. Use key."#, (1, 10)),
      ExpectedError(#"The enum value "Size.HUGE" is deprecated. Nothing is that big."#, (1, 24)),
      ExpectedError("The field Person.nick is deprecated. Use name.", (1, 40)),
      ExpectedError("The input field Range.step is deprecated. Use min.", (1, 74)))
  }
}

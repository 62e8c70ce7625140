import Testing

@Suite("KnownArgumentNamesRule")
struct KnownArgumentNamesRuleTests {
  private let rule = RuleHarness("KnownArgumentNamesRule")

  @Test("arguments that are defined are accepted")
  func accepts() {
    rule.accepts(
      #"""
      { dog @tag(name: "a") { barks(loud: true) } }
      """#)
  }

  @Test("unknown ones bring suggestions")
  func refuses() {
    rule.refuses(
      #"""
      { dog @tag(nam: "a") { barks(lou: true, far: 1) } }
      """#,
      ExpectedError(#"Unknown argument "nam" on directive "@tag". Did you mean "name"?"#, (1, 12)),
      ExpectedError(#"Unknown argument "lou" on field "Dog.barks". Did you mean "loud"?"#, (1, 30)),
      ExpectedError(#"Unknown argument "far" on field "Dog.barks". Did you mean "at"?"#, (1, 41)))
  }
}

import Testing

@Suite("UniqueVariableNamesRule")
struct UniqueVariableNamesRuleTests {
  private let rule = RuleHarness("UniqueVariableNamesRule")

  @Test("variables of different operations may share a name")
  func accepts() {
    rule.accepts("query A($x: Int) { dog { name } } query B($x: Int) { dog { name } }")
  }

  @Test("those of one operation may not")
  func refuses() {
    rule.refuses(
      "query A($x: Int, $y: Int, $x: ID, $x: Size) { dog { name } }",
      ExpectedError(#"There can be only one variable named "$x"."#, (1, 10), (1, 28), (1, 36)))
  }
}

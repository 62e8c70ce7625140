import Testing

@Suite("NoUnusedVariablesRule")
struct NoUnusedVariablesRuleTests {
  private let rule = RuleHarness("NoUnusedVariablesRule")

  @Test("a variable is used in a directive, too")
  func accepts() {
    rule.accepts("query A($yes: Boolean!) { dog @include(if: $yes) { name } }")
  }

  @Test("unused variables are told by operation")
  func refuses() {
    rule.refuses(
      #"""
      query A($x: Int, $kind: Size) { animal(kind: $kind) { name } } query ($y: Int) { dog { name } }
      """#,
      ExpectedError(#"Variable "$x" is never used in operation "A"."#, (1, 9)),
      ExpectedError(#"Variable "$y" is never used."#, (1, 71)))
  }
}

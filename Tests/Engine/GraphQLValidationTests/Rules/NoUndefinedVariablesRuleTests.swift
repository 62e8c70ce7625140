import Testing

@Suite("NoUndefinedVariablesRule")
struct NoUndefinedVariablesRuleTests {
  private let rule = RuleHarness("NoUndefinedVariablesRule")

  @Test("a variable used in a fragment is defined by the operation")
  func accepts() {
    rule.accepts(
      #"""
      query A($kind: Size) { ...F } fragment F on Query { animal(kind: $kind) { name } }
      """#)
  }

  @Test("every operation that reaches the fragment must define it")
  func refuses() {
    rule.refuses(
      #"""
      query A($kind: Size) { ...F } query B { ...F } { ...F animal(key: {id: $id}) { name } } fragment
      F on Query { animal(kind: $kind) { name } }
      """#,
      ExpectedError(#"Variable "$kind" is not defined by operation "B"."#, (2, 27), (1, 31)),
      ExpectedError(#"Variable "$id" is not defined."#, (1, 72), (1, 48)),
      ExpectedError(#"Variable "$kind" is not defined."#, (2, 27), (1, 48)))
  }
}

import Testing

@Suite("NoFragmentCyclesRule")
struct NoFragmentCyclesRuleTests {
  private let rule = RuleHarness("NoFragmentCyclesRule")

  @Test("fragments that are spread twice form no circle")
  func accepts() {
    rule.accepts(
      #"""
      { dog { ...A ...B } } fragment A on Dog { ...B ...B } fragment B on Dog { name }
      """#)
  }

  @Test("a fragment within itself, directly and through others")
  func refuses() {
    rule.refuses(
      #"""
      { dog { ...A } } fragment A on Dog { ...A ...B } fragment B on Dog { ...C } fragment C on Dog {
      ...A }
      """#,
      ExpectedError(#"Cannot spread fragment "A" within itself."#, (1, 38)),
      ExpectedError(#"Cannot spread fragment "A" within itself via "B", "C"."#, (1, 43), (1, 70), (2, 1)))
  }
}

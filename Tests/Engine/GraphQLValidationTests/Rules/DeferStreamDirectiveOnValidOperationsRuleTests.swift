import Testing

@Suite("DeferStreamDirectiveOnValidOperationsRule")
struct DeferStreamDirectiveOnValidOperationsRuleTests {
  private let rule = RuleHarness("DeferStreamDirectiveOnValidOperationsRule")

  @Test("a directive that can be turned off is accepted")
  func accepts() {
    rule.accepts(
      #"""
      subscription A($on: Boolean!) { born { ... @defer(if: $on) { name } } }
      """#)
  }

  @Test("one that is always on is not")
  func refuses() {
    rule.refuses(
      #"""
      subscription { born { ...F } } fragment F on Animal { ... @defer { name } }
      """#,
      ExpectedError(
        #"""
        Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` \#
        argument to `false`.
        """#,
        (1, 59), (1, 23)))
  }
}

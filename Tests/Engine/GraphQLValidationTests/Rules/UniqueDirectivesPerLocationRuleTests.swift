import Testing

@Suite("UniqueDirectivesPerLocationRule")
struct UniqueDirectivesPerLocationRuleTests {
  private let rule = RuleHarness("UniqueDirectivesPerLocationRule")

  @Test("repeatable directives may be repeated")
  func accepts() {
    rule.accepts(
      #"""
      { dog @tag(name: "a") @tag(name: "b") @note { name @note } }
      """#)
  }

  @Test("others may not")
  func refuses() {
    rule.refuses(
      #"""
      { dog @note @tag(name: "a") @note { name @skip(if: true) @skip(if: false) } }
      """#,
      ExpectedError(#"The directive "@note" can only be used once at this location."#, (1, 7), (1, 29)),
      ExpectedError(#"The directive "@skip" can only be used once at this location."#, (1, 42), (1, 58)))
  }
}

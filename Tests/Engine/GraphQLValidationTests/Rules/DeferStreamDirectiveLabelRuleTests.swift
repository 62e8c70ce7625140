import Testing

@Suite("DeferStreamDirectiveLabelRule")
struct DeferStreamDirectiveLabelRuleTests {
  private let rule = RuleHarness("DeferStreamDirectiveLabelRule")

  @Test("labels are texts that differ")
  func accepts() {
    rule.accepts(
      #"""
      { dog { ... @defer(label: "a") { name } ... @defer(label: "b") { size } } }
      """#)
  }

  @Test("equal labels, and variables as labels")
  func refuses() {
    rule.refuses(
      #"""
      query ($l: String) { dog { ... @defer(label: "a") { name } ... @defer(label: "a") { size } }
      search @stream(label: $l) { __typename } }
      """#,
      ExpectedError("Defer/Stream directive label argument must be unique.", (1, 32), (1, 64)),
      ExpectedError("Stream directive label argument must be a static string.", (2, 8)))
  }
}

import Testing

@Suite("KnownDirectivesRule")
struct KnownDirectivesRuleTests {
  private let rule = RuleHarness("KnownDirectivesRule")

  @Test("directives at places where they may stand are accepted")
  func accepts() {
    rule.accepts(
      #"""
      query A($x: Int @note) @tag(name: "a") { dog @note @skip(if: true) { name } }
      """#)
  }

  @Test("unknown directives, and known ones in wrong places")
  func refuses() {
    rule.refuses(
      #"""
      query A @skip(if: true) { dog @nope { ...F @tag(name: "a") } } fragment F on Dog @include(if:
      true) { name }
      """#,
      ExpectedError(#"Directive "@skip" may not be used on QUERY."#, (1, 9)),
      ExpectedError(#"Unknown directive "@nope"."#, (1, 31)),
      ExpectedError(#"Directive "@tag" may not be used on FRAGMENT_SPREAD."#, (1, 44)),
      ExpectedError(#"Directive "@include" may not be used on FRAGMENT_DEFINITION."#, (1, 82)))
  }
}

import Testing

@Suite("DeferStreamDirectiveOnRootFieldRule")
struct DeferStreamDirectiveOnRootFieldRuleTests {
  private let rule = RuleHarness("DeferStreamDirectiveOnRootFieldRule")

  @Test("fragments below the root may be deferred")
  func accepts() {
    rule.accepts("subscription { born { ... @defer { name } } }")
  }

  @Test("those at the root may not")
  func refuses() {
    rule.refuses(
      #"""
      subscription { ... @defer { born { name } } ...F } fragment F on Subscription { died @stream {
      name } }
      """#,
      ExpectedError(#"Defer directive cannot be used on root subscription type "Subscription"."#, (1, 20)),
      ExpectedError(#"Stream directive cannot be used on root subscription type "Subscription"."#, (1, 86)))
  }
}

import Testing

@Suite("SingleFieldSubscriptionsRule")
struct SingleFieldSubscriptionsRuleTests {
  private let rule = RuleHarness("SingleFieldSubscriptionsRule")

  @Test("one field, however often, is one field")
  func accepts() {
    rule.accepts(
      #"""
      subscription { ...F born { name } } fragment F on Subscription { born { owner { name } } }
      """#)
  }

  @Test("two root fields, a meta-field, and a conditional field")
  func refuses() {
    rule.refuses(
      #"""
      subscription A { born { name } died { name } } subscription B { __typename } subscription C {
      born @skip(if: true) { name } }
      """#,
      ExpectedError(#"Subscription "A" must select only one top level field."#, (1, 32)),
      ExpectedError(#"Subscription "B" must not select an introspection top level field."#, (1, 65)),
      ExpectedError(
        #"Subscription "C" must not use `@skip` or `@include` directives in the top level selection."#,
        (2, 6)))
  }
}

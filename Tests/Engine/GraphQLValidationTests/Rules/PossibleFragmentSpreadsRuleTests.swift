import Testing

@Suite("PossibleFragmentSpreadsRule")
struct PossibleFragmentSpreadsRuleTests {
  private let rule = RuleHarness("PossibleFragmentSpreadsRule")

  @Test("types that share an object may meet")
  func accepts() {
    rule.accepts(
      #"""
      { animal { ... on Dog { name } ...S } } fragment S on Search { __typename }
      """#)
  }

  @Test("types without a common object may not")
  func refuses() {
    rule.refuses(
      "{ dog { ... on Cat { lives } ...P } } fragment P on Person { name }",
      ExpectedError(#"Fragment cannot be spread here as objects of type "Dog" can never be of type "Cat"."#, (1, 9)),
      ExpectedError(
        #"Fragment "P" cannot be spread here as objects of type "Dog" can never be of type "Person"."#,
        (1, 30)))
  }
}

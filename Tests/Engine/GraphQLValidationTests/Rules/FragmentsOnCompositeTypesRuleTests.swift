import Testing

@Suite("FragmentsOnCompositeTypesRule")
struct FragmentsOnCompositeTypesRuleTests {
  private let rule = RuleHarness("FragmentsOnCompositeTypesRule")

  @Test("fragments on objects, interfaces and unions are accepted")
  func accepts() {
    rule.accepts(
      #"""
      { search { ...F ... on Animal { name } } } fragment F on Search { __typename }
      """#)
  }

  @Test("fragments on scalars and enums are not")
  func refuses() {
    rule.refuses(
      "{ dog { ...F ... on Size { name } } } fragment F on Int { __typename }",
      ExpectedError(#"Fragment cannot condition on non composite type "Size"."#, (1, 21)),
      ExpectedError(#"Fragment "F" cannot condition on non composite type "Int"."#, (1, 53)))
  }
}

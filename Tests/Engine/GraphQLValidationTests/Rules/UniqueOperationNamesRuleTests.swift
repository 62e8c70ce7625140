import Testing

@Suite("UniqueOperationNamesRule")
struct UniqueOperationNamesRuleTests {
  private let rule = RuleHarness("UniqueOperationNamesRule")

  @Test("operations with different names are accepted")
  func accepts() {
    rule.accepts("query A { dog { name } } query B { dog { name } }")
  }

  @Test("two operations share a name")
  func refuses() {
    rule.refuses(
      "query A { dog { name } } subscription A { born { name } }",
      ExpectedError(#"There can be only one operation named "A"."#, (1, 7), (1, 39)))
  }
}

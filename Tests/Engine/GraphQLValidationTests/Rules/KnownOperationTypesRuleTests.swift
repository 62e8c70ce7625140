import Testing

@Suite("KnownOperationTypesRule")
struct KnownOperationTypesRuleTests {
  private let rule = RuleHarness("KnownOperationTypesRule")

  @Test("an operation whose root type exists is accepted")
  func accepts() {
    rule.accepts("query { dog { name } }")
  }

  @Test("the schema has no mutations")
  func refuses() {
    rule.refuses(
      "mutation M { dog }",
      ExpectedError("The mutation operation is not supported by the schema.", (1, 1)))
  }
}

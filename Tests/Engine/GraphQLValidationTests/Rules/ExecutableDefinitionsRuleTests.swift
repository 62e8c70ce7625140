import Testing

@Suite("ExecutableDefinitionsRule")
struct ExecutableDefinitionsRuleTests {
  private let rule = RuleHarness("ExecutableDefinitionsRule")

  @Test("operations and fragments may be executed")
  func accepts() {
    rule.accepts("{ dog { ...F } } fragment F on Dog { name }")
  }

  @Test("type definitions may not")
  func refuses() {
    rule.refuses(
      "{ dog { name } } type Extra { id: ID } extend schema @note",
      ExpectedError(#"The "Extra" definition is not executable."#, (1, 18)),
      ExpectedError("The schema definition is not executable.", (1, 40)))
  }
}

import Testing

@Suite("VariablesAreInputTypesRule")
struct VariablesAreInputTypesRuleTests {
  private let rule = RuleHarness("VariablesAreInputTypesRule")

  @Test("scalars, enums and input objects are input types")
  func accepts() {
    rule.accepts("query ($a: Int, $b: [Size!], $c: Key) { dog { name } }")
  }

  @Test("object types are not")
  func refuses() {
    rule.refuses(
      "query ($a: Dog, $b: [Search!]!) { dog { name } }",
      ExpectedError(#"Variable "$a" cannot be non-input type "Dog"."#, (1, 12)),
      ExpectedError(#"Variable "$b" cannot be non-input type "[Search!]!"."#, (1, 21)))
  }
}

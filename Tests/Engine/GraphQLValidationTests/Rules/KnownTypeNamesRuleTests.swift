import Testing

@Suite("KnownTypeNamesRule")
struct KnownTypeNamesRuleTests {
  private let rule = RuleHarness("KnownTypeNamesRule")

  @Test("types of the schema are known")
  func accepts() {
    rule.accepts("query ($size: Size) { search { ... on Dog { name } } }")
  }

  @Test("an unknown type brings a suggestion")
  func refuses() {
    rule.refuses(
      "query ($size: Sizes) { search { ... on Dug { name } } }",
      ExpectedError(#"Unknown type "Sizes". Did you mean "Size"?"#, (1, 15)),
      ExpectedError(#"Unknown type "Dug". Did you mean "Dog"?"#, (1, 40)))
  }
}

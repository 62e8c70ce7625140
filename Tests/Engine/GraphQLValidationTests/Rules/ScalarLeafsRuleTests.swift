import Testing

@Suite("ScalarLeafsRule")
struct ScalarLeafsRuleTests {
  private let rule = RuleHarness("ScalarLeafsRule")

  @Test("leaves have no selections, objects have some")
  func accepts() {
    rule.accepts("{ dog { name } }")
  }

  @Test("a leaf with selections, an object without")
  func refuses() {
    rule.refuses(
      "{ animal dog { name { first } } }",
      ExpectedError(
        #"Field "animal" of type "Animal" must have a selection of subfields. Did you mean "animal { ... }"?"#,
        (1, 3)),
      ExpectedError(#"Field "name" must not have a selection since type "String" has no subfields."#, (1, 21)))
  }
}

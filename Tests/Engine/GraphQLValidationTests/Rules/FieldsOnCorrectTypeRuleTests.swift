import Testing

@Suite("FieldsOnCorrectTypeRule")
struct FieldsOnCorrectTypeRuleTests {
  private let rule = RuleHarness("FieldsOnCorrectTypeRule")

  @Test("fields that the type defines are accepted, and meta-fields")
  func accepts() {
    rule.accepts("{ __schema { description } dog { __typename name } }")
  }

  @Test("unknown fields bring suggestions of fields and of fragments")
  func refuses() {
    rule.refuses(
      "{ dog { nam } animal { lives } search { size } }",
      ExpectedError(#"Cannot query field "nam" on type "Dog". Did you mean "name"?"#, (1, 9)),
      ExpectedError(
        #"Cannot query field "lives" on type "Animal". Did you mean to use an inline fragment on "Cat"?"#,
        (1, 24)),
      ExpectedError(
        #"Cannot query field "size" on type "Search". Did you mean to use an inline fragment on "Dog"?"#,
        (1, 41)))
  }
}

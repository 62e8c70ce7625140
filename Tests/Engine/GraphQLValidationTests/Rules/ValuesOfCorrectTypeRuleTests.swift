import Testing

@Suite("ValuesOfCorrectTypeRule")
struct ValuesOfCorrectTypeRuleTests {
  private let rule = RuleHarness("ValuesOfCorrectTypeRule")

  @Test("literals of the right type are accepted")
  func accepts() {
    rule.accepts(
      #"""
      query ($r: Range = {max: 1}) { search(ranges: {max: 2}) { __typename } animal(key: {id: 1},
      kind: SMALL) { name } }
      """#)
  }

  @Test("literals of the wrong type are not")
  func refuses() {
    rule.refuses(
      #"""
      query ($r: Range = {min: 1}) { search(ranges: [{max: "2"}, null, {max: 1, mx: 2}]) { __typename
      } animal(key: {id: 1, name: "x"}, kind: SMAL) { name } dog { barks(loud: 1) } }
      """#,
      ExpectedError(#"Expected value of type "Range" to include required field "max", found: { min: 1 }."#, (1, 20)),
      ExpectedError(#"Int cannot represent non-integer value: "2""#, (1, 54)),
      ExpectedError(#"Expected value of non-null type "Range!" not to be null."#, (1, 60)),
      ExpectedError(
        #"""
        Expected value of type "Range" not to include unknown field "mx". Did you mean "max"? Found: { \#
        max: 1, mx: 2 }.
        """#,
        (1, 75)),
      ExpectedError(
        #"""
        Within OneOf Input Object type "Key", exactly one field must be specified, and the value for that \#
        field must be non-null.
        """#,
        (2, 15)),
      ExpectedError(#"Value "SMAL" does not exist in "Size" enum. Did you mean the enum value "SMALL"?"#, (2, 41)),
      ExpectedError("Boolean cannot represent a non boolean value: 1", (2, 74)))
  }
}

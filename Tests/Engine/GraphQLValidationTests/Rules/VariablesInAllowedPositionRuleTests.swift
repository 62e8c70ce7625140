import Testing

@Suite("VariablesInAllowedPositionRule")
struct VariablesInAllowedPositionRuleTests {
  private let rule = RuleHarness("VariablesInAllowedPositionRule")

  @Test("a default lets a nullable variable fill a non-null place")
  func accepts() {
    rule.accepts(
      #"""
      query ($first: Int = 10, $r: Range!) { dog { owner { pets(first: $first) { name } } }
      search(ranges: [$r]) { __typename } }
      """#)
  }

  @Test("a nullable variable fills neither a non-null place nor a oneOf field")
  func refuses() {
    rule.refuses(
      #"""
      query ($first: Int, $r: Range, $id: ID) { dog { owner { pets(first: $first) { name } } }
      search(ranges: [$r]) { __typename } animal(key: {id: $id}) { name } }
      """#,
      ExpectedError(#"Variable "$first" of type "Int" used in position expecting type "Int!"."#, (1, 8), (1, 69)),
      ExpectedError(#"Variable "$r" of type "Range" used in position expecting type "Range!"."#, (1, 21), (2, 17)),
      ExpectedError(
        #"Variable "$id" is of type "ID" but must be non-nullable to be used for OneOf Input Object "Key"."#,
        (1, 32), (2, 54)))
  }
}

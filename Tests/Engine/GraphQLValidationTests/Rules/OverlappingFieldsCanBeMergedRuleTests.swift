import Testing

@Suite("OverlappingFieldsCanBeMergedRule")
struct OverlappingFieldsCanBeMergedRuleTests {
  private let rule = RuleHarness("OverlappingFieldsCanBeMergedRule")

  @Test("equal fields merge, and fields of different objects need only have equal shapes")
  func accepts() {
    rule.accepts(
      #"""
      { dog { name name } animal { ... on Dog { x: name } ... on Cat { x: name } ... on Cat { y: lives
      } } }
      """#)
  }

  @Test("different fields, arguments and shapes conflict")
  func refuses() {
    rule.refuses(
      #"""
      { dog { x: name x: size } dog { barks(loud: true) } dog { barks } animal { ... on Dog { size }
      ... on Cat { size } } }
      """#,
      ExpectedError(
        #"""
        Fields "dog" conflict because subfields "barks" conflict because they have differing arguments. \#
        Use different aliases on the fields to fetch both if this was intentional.
        """#,
        (1, 27), (1, 33), (1, 53), (1, 59)),
      ExpectedError(
        #"""
        Fields "x" conflict because "name" and "size" are different fields. Use different aliases on the \#
        fields to fetch both if this was intentional.
        """#,
        (1, 9), (1, 17)),
      ExpectedError(
        #"""
        Fields "size" conflict because they return conflicting types "Size" and "Int". Use different \#
        aliases on the fields to fetch both if this was intentional.
        """#,
        (1, 89), (2, 14)))
  }
}

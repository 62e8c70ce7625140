import Testing

@Suite("MaxIntrospectionDepthRule")
struct MaxIntrospectionDepthRuleTests {
  private let rule = RuleHarness("MaxIntrospectionDepthRule")

  @Test("introspection as tools do it is accepted")
  func accepts() {
    rule.accepts("{ __schema { types { fields { type { fields { name } } } } } }")
  }

  @Test("lists inside lists inside lists are not")
  func refuses() {
    rule.refuses(
      #"""
      { __schema { types { ...F } } __type(name: "A") { name } } fragment F on __Type { fields { type
      { interfaces { possibleTypes { name } } } } }
      """#,
      ExpectedError("Maximum introspection depth exceeded", (1, 3)))
  }
}

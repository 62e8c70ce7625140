import Testing

@Suite("NoSchemaIntrospectionCustomRule")
struct NoSchemaIntrospectionCustomRuleTests {
  private let rule = RuleHarness("NoSchemaIntrospectionCustomRule")

  @Test("__typename is no introspection of the schema")
  func accepts() {
    rule.accepts("{ dog { __typename } }")
  }

  @Test("every field of an introspection type is refused")
  func refuses() {
    rule.refuses(
      "{ __schema { queryType { name } } }",
      ExpectedError(
        #"GraphQL introspection has been disabled, but the requested query contained the field "__schema"."#,
        (1, 3)),
      ExpectedError(
        #"GraphQL introspection has been disabled, but the requested query contained the field "queryType"."#,
        (1, 14)))
  }
}

import GraphQLSyntax
import GraphQLValidation
import Testing

@Suite("Options of validation")
struct ValidationOptionsTests {
  @Test("errors carry their code")
  func code() {
    #expect(validate("{ dog }").map(\.code) == [.validationFailed])
  }

  @Test("validation ends when there are too many errors")
  func maxErrors() {
    let text = "{ a b c d }"
    #expect(validate(text, options: ValidationOptions(maxErrors: 4)).count == 4)
    let errors = validate(text, options: ValidationOptions(maxErrors: 2))
    #expect(errors.count == 3)
    #expect(errors.last?.message == "Too many validation errors, error limit reached. Validation aborted.")
    #expect(errors.last?.locations == [])
  }

  @Test("suggestions can be turned off")
  func suggestions() {
    let text = "query ($s: Sizes) { dog { nam barks(lou: true) } animal(kind: SMAL) { lives } }"
    let errors = validate(text, options: ValidationOptions(suggestions: false))
    #expect(errors.count > 4)
    #expect(!errors.contains { $0.message.contains("Did you mean") })
  }

  @Test("a long name is quoted in part")
  func longName() {
    let errors = validate("{ \(String(repeating: "x", count: 10_000)) }")
    let quoted = String(repeating: "x", count: 50) + "…"
    #expect(errors.map(\.message) == ["Cannot query field \"\(quoted)\" on type \"Query\"."])
  }

  @Test("the rules of the specification come in the order of the reference implementation")
  func ruleNames() {
    #expect(RuleSet.specified.names.count == 33)
    #expect(RuleSet.specified.names.first == "ExecutableDefinitionsRule")
    #expect(RuleSet.specified.withoutIntrospection.names.last == "NoSchemaIntrospectionCustomRule")
    #expect(RuleSet.specified.withoutDeprecated.names.last == "NoDeprecatedCustomRule")
    #expect(RuleSet(named: ["NoSuchRule"]).names == [])
  }

  @Test("a document without faults passes all rules")
  func valid() {
    let text = """
      query Q($first: Int!, $key: Key!) {
        animal(key: $key) { name ...Owner ... on Cat { lives } }
        search(ranges: [{ max: 1 }]) { __typename }
      }
      fragment Owner on Animal { owner { pets(first: $first) { name } } }
      """
    #expect(validate(text) == [])
  }
}

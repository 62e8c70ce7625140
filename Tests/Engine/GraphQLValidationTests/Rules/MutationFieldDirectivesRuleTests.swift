import GraphQLValidation
import Testing

@Suite("MutationFieldDirectivesRule")
struct MutationFieldDirectivesRuleTests {
  private func errors(_ text: String, _ directives: [String] = ["tag"]) -> [ExpectedError] {
    var options = ValidationOptions()
    options.mutationFieldDirectives = directives
    return validate(text, rules: RuleSet(named: ["MutationFieldDirectivesRule"]), options: options)
      .map(ExpectedError.init)
  }

  @Test("root fields of mutations may carry them, in fragments, too")
  func accepts() {
    let text = "mutation { a @tag(name: \"x\") ... { b @tag(name: \"y\") } ...F } fragment F on Mutation { c @tag }"
    #expect(errors(text) == [])
  }

  @Test("fields of other types may not")
  func refuses() {
    let message = "Directive \"@tag\" may only be used on root fields of mutations, not on fields of type \"Query\"."
    #expect(errors("{ dog @tag(name: \"x\") { name } }") == [ExpectedError(message, (1, 7))])
    #expect(errors("query Q { ...F } fragment F on Query { dog @tag { name } }") == [ExpectedError(message, (1, 44))])
  }

  @Test("other directives, and all where none was named, may stand anywhere")
  func others() {
    #expect(errors("{ dog @skip(if: true) { name @other } }") == [])
    #expect(errors("{ dog @tag(name: \"x\") { name } }", []) == [])
  }
}

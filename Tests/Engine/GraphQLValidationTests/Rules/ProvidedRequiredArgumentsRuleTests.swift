import Testing

@Suite("ProvidedRequiredArgumentsRule")
struct ProvidedRequiredArgumentsRuleTests {
  private let rule = RuleHarness("ProvidedRequiredArgumentsRule")

  @Test("arguments with a default need not be given")
  func accepts() {
    rule.accepts("{ dog { barks } }")
  }

  @Test("required ones must be")
  func refuses() {
    rule.refuses(
      "{ dog @include @tag { owner { pets { name } } } __type { name } }",
      ExpectedError(#"Argument "@include(if:)" of type "Boolean!" is required, but it was not provided."#, (1, 7)),
      ExpectedError(#"Argument "@tag(name:)" of type "String!" is required, but it was not provided."#, (1, 16)),
      ExpectedError(#"Argument "Person.pets(first:)" of type "Int!" is required, but it was not provided."#, (1, 31)),
      ExpectedError(
        #"Argument "<meta>.__type(name:)" of type "String!" is required, but it was not provided."#,
        (1, 49)))
  }
}

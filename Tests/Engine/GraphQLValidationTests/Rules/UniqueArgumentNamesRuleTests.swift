import Testing

@Suite("UniqueArgumentNamesRule")
struct UniqueArgumentNamesRuleTests {
  private let rule = RuleHarness("UniqueArgumentNamesRule")

  @Test("fields may share the names of their arguments")
  func accepts() {
    rule.accepts("{ a: dog { barks(loud: true) } b: dog { barks(loud: false) } }")
  }

  @Test("one field may not have two of a name")
  func refuses() {
    rule.refuses(
      #"""
      { dog @tag(name: "a", name: "b") { barks(loud: true, at: {max: 1}, loud: false, loud: true) } }
      """#,
      ExpectedError(#"There can be only one argument named "name"."#, (1, 12), (1, 23)),
      ExpectedError(#"There can be only one argument named "loud"."#, (1, 42), (1, 68), (1, 81)))
  }
}

import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation
import Testing

/// Applies one rule to documents, with a schema that has something for every rule.
struct RuleHarness {
  let rules: RuleSet

  init(_ name: String) { rules = RuleSet(named: [name]) }

  func accepts(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    #expect(errors(text) == [], sourceLocation: sourceLocation)
  }

  func refuses(
    _ text: String, _ expected: ExpectedError..., sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(errors(text) == expected, sourceLocation: sourceLocation)
  }

  private func errors(_ text: String) -> [ExpectedError] {
    #expect(rules.names.count == 1)
    return validate(text, rules: rules).map(ExpectedError.init)
  }
}

/// The errors of a document under the tests' schema.
func validate(
  _ text: String, rules: RuleSet = .specified, options: ValidationOptions = ValidationOptions()
) -> [GraphQLError] {
  do {
    return Validator.validate(
      schema: try SchemaBuilder.build(testSchema), document: try Parser.parse(text), rules: rules, options: options)
  } catch {
    Issue.record(error)
    return []
  }
}

/// What a test says of an error: the message, and line and column of each place.
struct ExpectedError: Equatable, CustomStringConvertible {
  let message: String
  let places: [[Int]]

  init(_ message: String, _ places: (Int, Int)...) {
    self.message = message
    self.places = places.map { [$0.0, $0.1] }
  }

  init(_ error: GraphQLError) {
    message = error.message
    places = error.locations.map { [$0.line, $0.column] }
  }

  var description: String { "\(message) \(places)" }
}

private let testSchema = """
  directive @tag(name: String!) repeatable on FIELD | QUERY
  directive @note on FIELD | QUERY | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @stream(if: Boolean! = true, label: String, initialCount: Int = 0) on FIELD

  enum Size { SMALL LARGE HUGE @deprecated(reason: "Nothing is that big.") }
  input Range { min: Int = 0, max: Int!, step: Int @deprecated(reason: "Use min.") }
  input Key @oneOf { id: ID, name: String }

  interface Animal { name: String, owner: Person }
  type Dog implements Animal { name: String, owner: Person, size: Size, barks(at: Range, loud: Boolean = false): Int }
  type Cat implements Animal { name: String, owner: Person, size: Int, lives: Int! }
  type Person { name: String, pets(first: Int!): [Animal], nick: String @deprecated(reason: "Use name.") }
  union Search = Dog | Person

  type Query {
    dog: Dog
    animal(key: Key, kind: Size, old: Int @deprecated(reason: "Use key.")): Animal
    search(ranges: [Range!]): [Search]
  }
  type Subscription { born: Animal, died: Animal }
  """

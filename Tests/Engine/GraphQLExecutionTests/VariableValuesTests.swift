import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Variables and arguments")
struct VariableValuesTests {
  private static let sdl = """
    input Range { min: Int = 1, max: Int! }
    type Query { f(range: Range!, ids: [ID!] = ["a"], limit: Int): Int }
    """

  private func coerce(
    _ text: String, _ inputs: JSONObject, maxErrors: Int = 50
  ) throws -> Result<VariableValues, GraphQLErrors> {
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    return VariableValues.coerce(
      schema: try SchemaBuilder.build(Self.sdl), document: document, operation: operation, inputs: inputs,
      maxErrors: maxErrors, hideSuggestions: false)
  }

  private func errors(_ text: String, _ inputs: JSONObject, maxErrors: Int = 50) throws -> [String] {
    guard case .failure(let failure) = try coerce(text, inputs, maxErrors: maxErrors) else { return [] }
    return failure.errors.map { error in
      error.message + (error.locations.first.map { " @\($0.line):\($0.column)" } ?? "")
    }
  }

  @Test("what is not given has its default or no value at all")
  func defaults() throws {
    let values = try coerce("query ($a: Int = 3, $b: Int, $c: Int) { f }", ["b": .null]).get().values
    #expect(values == ["a": .int(3), "b": .null])
  }

  @Test("errors name the variable, the place and the reason")
  func reasons() throws {
    #expect(
      try errors("query ($r: [Range], $n: Int!) { f }", ["r": .array([.object(["max": .string("x")])])]) == [
        #"Variable "$r" has invalid value at [0].max: Int cannot represent non-integer value: "x" @1:8"#,
        #"Variable "$n" has invalid value: Expected a value of non-null type "Int!" to be provided. @1:21"#,
      ])
  }

  @Test("a type that is no input type is refused")
  func outputType() throws {
    #expect(
      try errors("query ($q: [Query]) { f }", [:])
        == [#"Variable "$q" expected value of type "[Query]" which cannot be used as an input type. @1:12"#])
  }

  @Test("coercion ends when there are too many errors")
  func maxErrors() throws {
    let items = JSONValue.array(Array(repeating: .string("x"), count: 1000))
    let found = try errors("query ($a: [Int], $b: Int!) { f }", ["a": items], maxErrors: 2)
    #expect(found.count == 3)
    #expect(found.last == "Too many errors processing variables, error limit reached. Execution aborted.")
  }

  @Test("all errors carry their code")
  func codes() throws {
    guard case .failure(let failure) = try coerce("query ($a: Int!) { f }", [:]) else { return #expect(Bool(false)) }
    #expect(failure.errors.map(\.code) == [.badUserInput])
  }

  private func arguments(_ text: String, _ values: [String: InputValue] = [:]) throws -> [InputValue?] {
    let schema = try SchemaBuilder.build(Self.sdl)
    let document = try Parser.parse(text)
    let operation = try #require(document.operations.first { _ in true })
    let field = try #require(document.selectionSet(operation).flatMap { document.child($0, .field) })
    let definition = try #require(schema.type(named: "Query")?.field("f"))
    return try ArgumentValues.coerceArgumentValues(
      schema: schema, definitions: definition.arguments, document: document, node: field,
      variables: VariableValues(values: values))
  }

  @Test("there is one slot for each argument of the definition")
  func slots() throws {
    let range = InputValue.object(InputObject([("min", .int(1)), ("max", .int(2))]))
    #expect(try arguments("{ f(range: {max: 2}) }") == [range, .list([.string("a")]), nil])
    #expect(
      try arguments("query ($i: [ID!]) { f(limit: 1, ids: $i, range: $r) }", ["r": range])
        == [range, .list([.string("a")]), .int(1)])
  }

  @Test("a missing, null or absent value of a required argument is an error at its place")
  func argumentErrors() throws {
    func error(_ text: String, _ values: [String: InputValue] = [:]) -> GraphQLError? {
      do {
        _ = try arguments(text, values)
        return nil
      } catch {
        return error as? GraphQLError
      }
    }
    let missing = error("{ f }")
    #expect(missing?.message == #"Argument "range" of required type "Range!" was not provided."#)
    #expect(missing?.locations == [SourceLocation(line: 1, column: 3)])
    let null = error("{ f(range: $r) }", ["r": .null])
    #expect(
      null?.message == """
        Argument "range" has invalid value: Expected variable "$r" provided to non-null type "Range!" \
        not to be null.
        """)
    #expect(null?.locations == [SourceLocation(line: 1, column: 12)])
    let absent = error("{ f(range: {max: $m}) }")
    #expect(
      absent?.message == """
        Argument "range" has invalid value at .max: Expected variable "$m" provided to type "Int!" \
        to provide a runtime value.
        """)
    #expect(absent?.code == .badUserInput)
  }
}

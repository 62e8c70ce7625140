import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation

/// Everything that is measured. The names are those that `micro.py` explains.
struct Measurements {
  let all: [Measurement]

  init(_ inputs: BenchmarkInputs) throws {
    let executable = try ExecutableSchema(
      SchemaBuilder.build(inputs.text("schema.graphql")), ResolverMap(MemoryData()))
    all =
      try Self.parsing(inputs) + Self.validating(inputs, executable.schema) + Self.preparing(inputs, executable)
      + Self.executing(inputs, executable) + Self.writing() + Self.answering(inputs, executable) + Self.counting()
  }

  // MARK: Text to tree

  private static func parsing(_ inputs: BenchmarkInputs) throws -> [Measurement] {
    let small = try inputs.bytes("dashboard.graphql")
    let large = try inputs.bytes("large.graphql")
    let body = try inputs.bytes("deep.json")
    // The lexer runs to the end before the parser begins, and the parser gives up at the first token.
    let refused = Array("}".utf8) + large
    return [
      Measurement(name: "lex-large") { (try? Parser.parse(refused)) == nil ? 1 : 0 },
      Measurement(name: "parse-small") { try Parser.parse(small).nodeCount },
      Measurement(name: "parse-large") { try Parser.parse(large).nodeCount },
      Measurement(name: "request-json") { try request(body).variables.count },
    ]
  }

  static func request(_ body: [UInt8]) throws -> GraphQLRequest {
    guard case .object(let parameters) = try JSONParser.parse(body) else {
      throw BenchmarkError(message: "the body is no object")
    }
    return try GraphQLRequest(parameters: parameters)
  }

  // MARK: Tree to plan

  private static func validating(_ inputs: BenchmarkInputs, _ schema: Schema) throws -> [Measurement] {
    let atlas = try SchemaBuilder.build(inputs.text("atlas.graphql"))
    return [
      try validation("validate-deep", schema, inputs.bytes("deep.graphql")),
      try validation("validate-dashboard", atlas, inputs.bytes("dashboard.graphql")),
      try validation("validate-introspection", schema, inputs.bytes("introspection.graphql")),
    ]
  }

  private static func validation(_ name: String, _ schema: Schema, _ source: [UInt8]) throws -> Measurement {
    let document = try Parser.parse(source)
    let errors = Validator.validate(schema: schema, document: document)
    guard errors.isEmpty else { throw BenchmarkError(message: "\(name): the document is not valid: \(errors)") }
    return Measurement(name: name) { Validator.validate(schema: schema, document: document).count }
  }

  private static func preparing(_ inputs: BenchmarkInputs, _ executable: ExecutableSchema) throws -> [Measurement] {
    let planner = Planner(executable)
    let deep = try Parser.parse(inputs.bytes("deep.graphql"))
    let operation = try Planner.selectOperation(deep, named: nil)
    let mutation = try Parser.parse(inputs.bytes("mutation.graphql"))
    let variables = try coerce(executable, deep, operation, request(inputs.bytes("deep.json")).variables)
    return [
      Measurement(name: "plan-root") {
        try planner.plan(deep, operation: operation, conditions: PlanConditions()).root.fields.count
      },
      // Selections below the root are compiled when the first object of their type appears.
      Measurement(name: "plan-execute-deep") {
        let plan = try planner.plan(deep, operation: operation, conditions: PlanConditions())
        return await execute(plan, variables).body.count
      },
      try coercion("coerce-deep", executable, deep, inputs.bytes("deep.json")),
      try coercion("coerce-mutation", executable, mutation, inputs.bytes("mutation.json")),
    ]
  }

  private static func coercion(
    _ name: String, _ executable: ExecutableSchema, _ document: Document, _ body: [UInt8]
  ) throws -> Measurement {
    let variables = try request(body).variables
    let operation = try Planner.selectOperation(document, named: nil)
    return Measurement(name: name) { try coerce(executable, document, operation, variables).values.count }
  }

  private static func coerce(
    _ executable: ExecutableSchema, _ document: Document, _ operation: NodeID, _ variables: JSONObject
  ) throws -> VariableValues {
    try VariableValues.coerce(
      schema: executable.schema, document: document, operation: operation, inputs: variables,
      hideSuggestions: false
    ).get()
  }
}

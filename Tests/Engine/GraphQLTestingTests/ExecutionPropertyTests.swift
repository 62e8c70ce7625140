import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import GraphQLTesting
import GraphQLValidation
import Testing

/// The engine answers random operations as the specification's own algorithms do.
@Suite struct ExecutionPropertyTests {
  @Test("the engine's response is the literal executor's, for any schema, document and data", arguments: 1...300)
  func equalsTheSpecification(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    var schemas = SchemaGenerator(random: random.split())
    let sdl = schemas.schema()
    let schema = try SchemaBuilder.build(sdl)
    try #require(SchemaValidator.validate(schema).isEmpty, "seed \(seed): \(sdl)")
    let engine = try makeEngine(schema)
    for _ in 0..<2 {
      var operations = OperationGenerator(random: random.split(), schema: schema)
      let (text, variables) = operations.operation()
      var data = DataGenerator(random: random.split(), schema: schema)
      let document = try Parser.parse(text)
      let operation = try #require(document.operations.first { _ in true })
      let rootType = try #require(schema.rootType(document.operationType(operation)))
      let root = data.object(rootType)
      let expected = LiteralExecutor.executeRequest(
        schema: schema, document: document, variableValues: variables, initialValue: root)
      let prepared = try engine.prepare(GraphQLRequest(query: Array(text.utf8), variables: variables)).get()
      let result = await Executor.execute(
        prepared.plan, root: Batch<JSONSource>([JSONSource(root)]), variables: prepared.variables,
        context: ExecutionContext())
      let actual = try JSONParser.parse(String(decoding: result.body, as: UTF8.self)).objectValue?["data"]
      #expect(actual == expected.data, "seed \(seed): \(text)\n\(sdl)")
      #expect(result.errors.map(\.path) == expected.errors.map(\.path), "seed \(seed): \(text)\n\(sdl)")
      for (error, literal) in zip(result.errors, expected.errors) where literal.message != nil {
        #expect(error.message == literal.message, "seed \(seed): \(text)")
      }
    }
  }

  @Test("random operations are valid, select objects and fail in places")
  func generatorsReachWhatMatters() throws {
    var withErrors = 0
    var withObjects = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var schemas = SchemaGenerator(random: random.split())
      let schema = try SchemaBuilder.build(schemas.schema())
      var operations = OperationGenerator(random: random.split(), schema: schema)
      let (text, variables) = operations.operation()
      let document = try Parser.parse(text)
      let options = ValidationOptions(limits: .none)
      #expect(Validator.validate(schema: schema, document: document, options: options).isEmpty, "seed \(seed): \(text)")
      var data = DataGenerator(random: random.split(), schema: schema)
      let root = data.object(try #require(schema.rootType(.query)))
      let response = LiteralExecutor.executeRequest(
        schema: schema, document: document, variableValues: variables, initialValue: root)
      if !response.errors.isEmpty { withErrors += 1 }
      if response.data?.objectValue?.members.contains(where: { $0.value.objectValue != nil }) ?? false {
        withObjects += 1
      }
    }
    #expect(withErrors > 20)
    #expect(withObjects > 20)
  }

  private func makeEngine(_ schema: Schema) throws -> Engine {
    var map = ResolverMap()
    for type in schema.types where type.kind == .object && !schema.isBuiltIn(type) {
      for field in type.fields { map.add(type.name, field.name, MemberResolver(schema, type, field).resolver) }
    }
    let configuration = EngineConfiguration(validation: ValidationOptions(limits: .none))
    return Engine(try ExecutableSchema(schema, map), configuration: configuration)
  }
}

/// A field that is the member of the same name of its object.
private struct MemberResolver: Sendable {
  let definition: FieldDefinition
  let completion: ValueCompletion

  init(_ schema: Schema, _ type: NamedType, _ definition: FieldDefinition) {
    self.definition = definition
    completion = ValueCompletion(schema, coordinate: "\(type.name).\(definition.name)") { value in
      value.objectValue?["$error"]?.stringValue.map { GraphQLError($0) }
    }
  }

  var resolver: AnyFieldResolver {
    AnyFieldResolver(resolve: { parents, arguments, _ in
      let sources = parents as? Batch<JSONSource>
      let values = (sources?.map(\.value) ?? []).map { source -> JSONValue in
        let value = source.objectValue?[definition.name] ?? .null
        guard value.objectValue?["$args"] != nil else { return value }
        return .object(JSONObject(arguments.present.map { (key: $0.name, value: $0.value.plainValue) }))
      }
      return .ready(completion.complete(values, as: definition.type))
    })
  }
}

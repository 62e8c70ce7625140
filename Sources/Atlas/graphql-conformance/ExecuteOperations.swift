import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation

/// Whole requests against schemas whose objects are plain values.
enum ExecuteOperations {
  static let table: [String: ConformanceOperation] = [
    "execute": { request in
      let root = Batch<JSONSource>([JSONSource(request["rootValue"] ?? .null)])
      return await execute(text(request, "schema"), graphQLRequest(request), root)
    },
    "introspect": { request in
      await execute(
        text(request, "sdl"), GraphQLRequest(query: Array(IntrospectionQuery.text().utf8)),
        Batch<JSONSource>([JSONSource(.null)]))
    },
    "subscribe": { request in await subscribe(request) },
  ]

  private static func graphQLRequest(_ request: JSONObject) -> GraphQLRequest {
    GraphQLRequest(
      query: Array(text(request, "query").utf8), operationName: request["operationName"]?.stringValue,
      variables: request["variables"]?.objectValue ?? JSONObject())
  }

  private static func execute(
    _ sdl: String, _ request: GraphQLRequest, _ root: Batch<JSONSource>
  ) async -> JSONObject? {
    guard let engine = makeEngine(sdl) else { return nil }
    switch engine.prepare(request) {
    case .failure(let failure): return failed(failure.errors)
    case .success(let operation):
      let result = await Executor.execute(
        operation.plan, root: root, variables: operation.variables, context: ExecutionContext())
      return response(result)?.objectValue
    }
  }

  private static func subscribe(_ request: JSONObject) async -> JSONObject? {
    let events = request["events"]?.arrayValue ?? []
    guard let engine = makeEngine(text(request, "schema"), events: events) else { return nil }
    let operation: PreparedOperation
    switch engine.prepare(graphQLRequest(request)) {
    case .failure(let failure): return failed(failure.errors)
    case .success(let prepared): operation = prepared
    }
    switch await engine.subscribe(operation, ExecutionContext(), makeContext: { ExecutionContext() }) {
    case .failure(let failure): return failed(failure.errors)
    case .success(let responses):
      var results: [JSONValue] = []
      do {
        for try await result in responses { results.append(response(result) ?? .null) }
      } catch {
        return nil
      }
      return ["results": .array(results)]
    }
  }

  private static func makeEngine(_ sdl: String, events: [JSONValue] = []) -> Engine? {
    guard let schema = try? SchemaBuilder.build(sdl) else { return nil }
    var map = ResolverMap()
    for type in schema.types where type.kind == .object && !schema.isBuiltIn(type) {
      for field in type.fields { map.add(type.name, field.name, PlainField(schema, type, field).resolver(events)) }
    }
    guard let executable = try? ExecutableSchema(schema, map) else { return nil }
    let configuration = EngineConfiguration(validation: ValidationOptions(limits: .none))
    return Engine(executable, configuration: configuration)
  }

  private static func response(_ result: ExecutionResult) -> JSONValue? {
    let limits = JSONParser.Limits(
      depth: 2000, membersPerObject: 100_000, elementsPerArray: 1_000_000, bytesPerNumber: 100_000)
    return try? JSONParser.parse(String(decoding: result.body, as: UTF8.self), limits: limits)
  }
}

/// A field that is the member of the same name of its source.
private struct PlainField: Sendable {
  let definition: FieldDefinition
  let completion: ValueCompletion

  init(_ schema: Schema, _ type: NamedType, _ definition: FieldDefinition) {
    self.definition = definition
    completion = ValueCompletion(schema, coordinate: "\(type.name).\(definition.name)") { value in
      value.objectValue?["$error"]?.stringValue.map { GraphQLError($0) }
    }
  }

  /// - Parameter events: what the source stream delivers, where the field is the root of a subscription.
  func resolver(_ events: [JSONValue]) -> AnyFieldResolver {
    AnyFieldResolver(
      resolve: { parents, arguments, _ in
        let values = Self.sources(parents).map { source -> JSONValue in
          let value = source.objectValue?[definition.name] ?? .null
          return value.objectValue?["$args"] == nil ? value : Self.object(arguments)
        }
        return .ready(completion.complete(values, as: definition.type))
      },
      subscribe: { _, _ in
        SourceStream(
          AsyncThrowingStream { continuation in
            for event in events { continuation.yield(SourceEvent(event)) }
            continuation.finish()
          })
      })
  }

  private static func sources(_ parents: any AnyBatch) -> [JSONValue] {
    if let values = parents as? Batch<JSONSource> { return values.map(\.value) }
    let events = (parents as? Batch<EventRoot>)?.map { $0.event.value as? JSONValue ?? .null }
    return events ?? [JSONValue](repeating: .null, count: parents.count)
  }

  private static func object(_ arguments: InputArguments) -> JSONValue {
    .object(JSONObject(arguments.present.map { (key: $0.name, value: $0.value.conformanceForm) }))
  }
}

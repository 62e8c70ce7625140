import GraphQLConstraints
import GraphQLCost
import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation
import Synchronization
import Testing

/// What happened, in order.
final class Log: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// Requests against a schema whose fields are members of plain values, except where a test brings its own resolver.
///
/// A member `$error` stands for an error. Every call of a resolver for a batch is in the log as `Type.field count`.
struct TestServer {
  let engine: Engine
  let calls = Log()

  /// - Parameters:
  ///   - resolvers: resolvers by `Type.field`.
  ///   - add: adds loaders and guards.
  init(
    _ sdl: String, _ resolvers: [String: AnyFieldResolver] = [:],
    configuration: EngineConfiguration = EngineConfiguration(), add: (inout ResolverMap) -> Void = { _ in }
  ) throws {
    let schema = try SchemaBuilder.build(sdl)
    var map = ResolverMap()
    for type in schema.types where type.kind == .object && !schema.isBuiltIn(type) {
      for field in type.fields {
        let coordinate = "\(type.name).\(field.name)"
        map.add(type.name, field.name, resolvers[coordinate] ?? .member(coordinate, field, schema, calls))
      }
    }
    add(&map)
    engine = Engine(
      try ExecutableSchema(schema, map), configuration: configuration, costRules: CostRules(schema),
      constraintRules: ConstraintRules(schema))
  }

  func prepare(_ query: String, variables: JSONObject = [:]) throws -> PreparedOperation {
    try engine.prepare(GraphQLRequest(query: Array(query.utf8), variables: variables)).get()
  }

  /// The body of the response.
  func run(
    _ query: String, on root: String = "{}", variables: JSONObject = [:],
    context: ExecutionContext = ExecutionContext()
  ) async throws -> String {
    let operation = try prepare(query, variables: variables)
    let result = await Executor.execute(
      operation.plan, root: Batch<JSONSource>([JSONSource(try JSONParser.parse(root))]),
      variables: operation.variables, context: context)
    return String(decoding: result.body, as: UTF8.self)
  }
}

extension AnyFieldResolver {
  /// The member of that name of each parent.
  static func member(
    _ coordinate: String, _ field: FieldDefinition, _ schema: Schema, _ calls: Log
  ) -> AnyFieldResolver {
    let completion = ValueCompletion(schema, coordinate: coordinate) { value in
      value.objectValue?["$error"]?.stringValue.map { GraphQLError($0) }
    }
    return AnyFieldResolver { parents, _, _ in
      calls.add("\(coordinate) \(parents.count)")
      return .ready(completion.complete(parents.values(field.name), as: field.type))
    }
  }

  /// An integer for every parent.
  static func integer(_ value: @escaping @Sendable (InputArguments) throws -> Int) -> AnyFieldResolver {
    AnyFieldResolver { parents, arguments, _ in
      .ready(ColumnOf<Int>.values([Int](repeating: try value(arguments), count: parents.count)).column)
    }
  }

  /// The entity of type `Person` whose key is a member of each parent.
  static func person(_ member: String) -> AnyFieldResolver {
    AnyFieldResolver { parents, _, _ in
      .loading(LoadRequest("Person", keys: parents.values(member).map(\.stringValue)))
    }
  }

  /// The same where the keys must be waited for; `error` instead of them fails.
  static func latePerson(_ member: String) -> AnyFieldResolver {
    AnyFieldResolver { parents, _, _ in
      let keys = parents.values(member).map(\.stringValue)
      return .referring {
        if keys.contains("error") { throw GraphQLError("no keys") }
        return LoadRequest("Person", keys: keys)
      }
    }
  }
}

extension AnyBatch {
  /// A member of each of the plain values.
  func values(_ member: String) -> [JSONValue] {
    (self as? Batch<JSONSource>)?.map { $0.value.objectValue?[member] ?? .null } ?? []
  }
}

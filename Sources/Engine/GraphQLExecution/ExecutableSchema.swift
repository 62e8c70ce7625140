public import GraphQLSchema
public import GraphQLSyntax

/// A schema and everything that resolves it: one resolver per field, one loader per entity type, guards.
public final class ExecutableSchema: Sendable {
  /// The schema.
  public let schema: Schema
  /// Resolvers by type and field position; nil for types that have none (interfaces, inputs).
  private let resolvers: [[AnyFieldResolver?]]
  private let guards: [[FieldGuard?]]
  let loaders: [String: AnyEntityLoader]

  /// Binds resolvers to a schema.
  ///
  /// - Throws: `IncompleteResolvers` naming every field of an object type that has no resolver.
  public init(_ schema: Schema, _ map: ResolverMap) throws(IncompleteResolvers) {
    var map = map
    map.addIntrospection(schema)
    self.schema = schema
    loaders = map.loaders
    var missing: [String] = []
    var resolvers: [[AnyFieldResolver?]] = []
    var guards: [[FieldGuard?]] = []
    for type in schema.types {
      let byName = map.resolvers[type.name] ?? [:]
      resolvers.append(type.fields.map { byName[$0.name] })
      guards.append(type.fields.map { map.makeGuard?(type, $0) })
      guard type.kind == .object else { continue }
      missing += type.fields.filter { byName[$0.name] == nil }.map { "\(type.name).\($0.name)" }
    }
    self.resolvers = resolvers
    self.guards = guards
    if !missing.isEmpty { throw IncompleteResolvers(fields: missing) }
  }

  func resolver(_ type: TypeID, _ field: Int) -> AnyFieldResolver? { resolvers[type.index][field] }
  func fieldGuard(_ type: TypeID, _ field: Int) -> FieldGuard? { guards[type.index][field] }
}

/// Fields of object types without a resolver.
public struct IncompleteResolvers: Error, CustomStringConvertible {
  /// Each as `Type.field`.
  public let fields: [String]
  public var description: String { "These fields have no resolver: \(fields.joined(separator: ", "))." }
}

/// Decides who may read a field: called with all parents before the resolver, once per plan node.
public struct FieldGuard: Sendable {
  /// What a guard says of a batch.
  public enum Decision: Sendable {
    /// All positions are resolved.
    case allow
    /// The whole batch is refused.
    case deny(GraphQLError)
    /// Some positions are refused; the others are resolved.
    case denyPositions([Int: GraphQLError])
  }

  /// What a refusal does to the response.
  public enum Denial: Sendable {
    /// The field is null, with the error.
    case null
    /// The field is null, without a word.
    case hide
    /// The whole operation answers the error and no data.
    case fail
  }

  /// The parts of the parents that the decision looks at.
  public let reads: Selected
  /// What a refusal does to the response.
  public let onDenied: Denial
  /// Decides about a batch; a guard may ask another one.
  public let decide: @Sendable (any AnyBatch, InputArguments, ExecutionContext) async throws -> Decision

  /// - Parameter reads: the parts of the parents that the decision looks at.
  public init(
    reads: Selected = .all, onDenied: Denial = .null,
    _ decide: @escaping @Sendable (any AnyBatch, InputArguments, ExecutionContext) async throws -> Decision
  ) {
    self.reads = reads
    self.onDenied = onDenied
    self.decide = decide
  }
}

/// Resolvers and loaders, collected before they are bound to a schema.
public struct ResolverMap: Sendable {
  var resolvers: [String: [String: AnyFieldResolver]] = [:]
  var loaders: [String: AnyEntityLoader] = [:]
  /// Makes the guard of a field from its directives; nil for an open field.
  public var makeGuard: (@Sendable (NamedType, FieldDefinition) -> FieldGuard?)?

  /// No resolvers yet.
  public init() {}

  /// Adds the resolvers of an object type.
  public mutating func add(_ fields: some FieldSet) {
    for (field, resolver) in fields.resolvers { add(type(of: fields).typeName, field, resolver) }
  }

  /// Adds the resolver of one field of an object type.
  public mutating func add<Source, Arguments, Output>(
    _ type: String, _ field: String, _ resolver: FieldResolver<Source, Arguments, Output>
  ) {
    add(type, field, AnyFieldResolver(resolver))
  }

  /// Adds the resolver of one field, whose types only it knows.
  public mutating func add(_ type: String, _ field: String, _ resolver: AnyFieldResolver) {
    precondition(resolvers[type]?[field] == nil, "the field \(type).\(field) has two resolvers")
    resolvers[type, default: [:]][field] = resolver
  }

  /// Adds the loader of an object type's entities.
  public mutating func add(entity typeName: String, _ loader: some EntityLoader) {
    add(entity: typeName, AnyEntityLoader(loader))
  }

  /// Adds the loader of an object type's entities by integer keys.
  public mutating func add<Loader: EntityLoader>(entity typeName: String, _ loader: Loader) where Loader.Key == Int64 {
    add(entity: typeName, AnyEntityLoader(loader))
  }

  private mutating func add(entity typeName: String, _ loader: AnyEntityLoader) {
    precondition(loaders[typeName] == nil, "the type \(typeName) has two entity loaders")
    loaders[typeName] = loader
  }
}

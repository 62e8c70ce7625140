// GraphQLCaching: whole responses, kept for as long as the schema allows.
// Neighbours: GraphQLEngine asks CacheRules for the policy of each plan and keeps documents in a GenerationalCache; a
// server hands the policy's key to a ResponseCache; whoever learns of a change evicts.
// Invariant: an answer is given only to the authorisation scope that it was made for, and never after an eviction that
// came behind its reading.

public import GraphQLSchema
import GraphQLSyntax

/// The caching rules of a schema: `@cacheControl` and `@invalidates`, in the form that policies are computed from.
///
/// The meaning of `@cacheControl(maxAge:, scope:, inheritMaxAge:)` is Apollo Server's: root fields and fields of
/// composite types may not be kept unless they or their type say so or say `inheritMaxAge`; other fields go with their
/// object; a field's hint goes before that of its type; the shortest time and PRIVATE win.
///
/// `@invalidates(types:, byArgument:)` on a field of the mutation type names what it changes: types and, by their
/// coordinates, fields and input fields. With `byArgument` only the object that this argument names is meant.
public final class CacheRules: Sendable {
  /// The key of the object of a type that an id names, in the one spelling that tags use; nil for an id of nothing.
  public typealias EntityKey = @Sendable (_ typeName: String, _ id: String) -> String?

  let schema: Schema
  let entityKey: EntityKey
  /// What a field says together with its type; by type and field.
  private let fieldHints: [[CacheHint]]
  /// The coordinates of a field that some mutation names; by type and field.
  private let watchedFields: [[[String]]]
  /// The coordinates of input fields that some mutation names; by input type.
  let watchedInputs: [Set<String>]
  /// Whether a watched input field can be reached from an input type.
  let reachesWatchedInput: [Bool]
  /// What an object type without identity speaks about: a page about its items, a status about its owner.
  let relatedTypes: [[TypeID]]

  public init(_ schema: Schema, entityKey: @escaping EntityKey = { _, id in id }) {
    self.schema = schema
    self.entityKey = entityKey
    let watched = Self.invalidatedNames(schema)
    fieldHints = schema.types.map { type in type.fields.map { Self.hint(of: $0, on: type, schema) } }
    watchedFields = schema.types.map { type in
      type.fields.map { field in
        ([type] + type.interfaces.map { schema[$0] }).map { "\($0.name).\(field.name)" }.filter(watched.contains)
      }
    }
    watchedInputs = schema.types.map { type in
      Set(type.inputFields.map(\.name).filter { watched.contains("\(type.name).\($0)") })
    }
    reachesWatchedInput = schema.typesHolding { type, field in watched.contains("\(type.name).\(field.name)") }
    relatedTypes = schema.types.map { Self.related(to: $0, schema) }
  }

  /// The names in `@invalidates` that are neither a type of the schema nor a coordinate in it: they evict nothing.
  public func unknownNames() -> [String] {
    Self.invalidatedNames(schema).sorted().filter { name in
      let parts = name.split(separator: ".", maxSplits: 1)
      guard let type = parts.first.flatMap({ schema.type(named: String($0)) }) else { return true }
      return parts.count == 2 && type.field(String(parts[1])) == nil && type.inputField(String(parts[1])) == nil
    }
  }

  func hint(_ type: TypeID, _ field: Int) -> CacheHint { fieldHints[type.index][field] }

  func watchedCoordinates(_ type: TypeID, _ field: Int) -> [String] { watchedFields[type.index][field] }

  // MARK: Parts

  private static func hint(of field: FieldDefinition, on parent: NamedType, _ schema: Schema) -> CacheHint {
    let target = schema[field.type.namedType]
    let own = CacheHint(field.directives)
    var hint = CacheHint()
    if target.kind.isComposite { hint = CacheHint(target.directives) }
    var inherits = hint.inheritsMaxAge
    if own.inheritsMaxAge, hint.maxAge == nil {
      inherits = true
      hint.isPrivate = own.isPrivate ?? hint.isPrivate
    } else {
      hint.replace(with: own)
    }
    let isRoot = parent.id == schema.queryType
    if hint.maxAge == nil, isRoot || target.kind.isComposite && !inherits { hint.maxAge = 0 }
    if target.kind.isAbstract { restrict(&hint, toPossibleTypesOf: target, isTimeGiven: own.maxAge != nil, schema) }
    return hint
  }

  /// The object may be of any of the possible types, and the answer is as short-lived as that of the shortest.
  private static func restrict(
    _ hint: inout CacheHint, toPossibleTypesOf type: NamedType, isTimeGiven: Bool, _ schema: Schema
  ) {
    for possible in schema.possibleTypes(type.id) {
      var limit = CacheHint(schema[possible].directives)
      if isTimeGiven { limit.maxAge = nil }
      hint.restrict(to: limit)
    }
  }

  private static func invalidatedNames(_ schema: Schema) -> Set<String> {
    var names: Set<String> = []
    for field in schema.rootType(.mutation)?.fields ?? [] {
      for invalidation in field.invalidations { names.formUnion(invalidation.names) }
    }
    return names
  }

  private static func related(to type: NamedType, _ schema: Schema) -> [TypeID] {
    guard type.kind == .object, type.field("id") == nil, schema.queryType != type.id else { return [] }
    var reached: Set<TypeID> = [type.id]
    var waiting = [type.id]
    while let next = waiting.popLast() {
      guard schema[next].field("id") == nil else { continue }
      for field in schema[next].fields {
        for possible in schema.possibleTypes(field.type.namedType) where reached.insert(possible).inserted {
          waiting.append(possible)
        }
      }
    }
    reached.remove(type.id)
    return reached.sorted { $0.index < $1.index }
  }
}

/// One `@invalidates` of a field.
struct Invalidation {
  let names: [String]
  let argument: String?
}

extension FieldDefinition {
  var invalidations: [Invalidation] {
    directives.filter { $0.name == "invalidates" }.map { directive in
      var names: [String] = []
      if case .list(let values)? = directive.argument("types") {
        for case .string(let name, _) in values { names.append(name) }
      }
      if case .string(let argument, _)? = directive.argument("byArgument") {
        return Invalidation(names: names, argument: argument)
      }
      return Invalidation(names: names, argument: nil)
    }
  }
}

import GraphQLSchema
import GraphQLSyntax

/// What may be done with the answers to one plan; computed once, before anything is executed.
///
/// The identity of the object stands for document, operation and the conditions of `@skip` and `@include`: a plan has one
/// policy, and no two plans share one.
public final class CachePolicy: Sendable {
  /// How long an answer may be kept, in seconds; 0 where it may not.
  public let maxAge: Int
  /// Whether no shared cache outside may keep it.
  public let isPrivate: Bool
  /// The tags that every answer has.
  let tags: [String]
  /// The variables of the operation, by which answers are told apart.
  let variables: [Variable]
  /// The objects that are known by an id in a variable.
  let entities: [EntityReference]
  let rules: CacheRules

  struct Variable: Sendable {
    let name: String
    let type: TypeReference
  }

  /// An object that a root field is asked for by id, and the variable that has the id.
  struct EntityReference: Sendable {
    let typeName: String
    let variable: String
  }

  init(
    maxAge: Int, isPrivate: Bool, tags: [String], variables: [Variable], entities: [EntityReference], rules: CacheRules
  ) {
    self.maxAge = maxAge
    self.isPrivate = isPrivate
    self.tags = tags
    self.variables = variables
    self.entities = entities
    self.rules = rules
  }

  public var isCacheable: Bool { maxAge > 0 }

  /// The tags of the answer for these values of the variables.
  func tags(_ values: [String: InputValue]) -> [String] {
    var all = Set(tags)
    for variable in variables where rules.reachesWatchedInput[variable.type.namedType.index] {
      if let value = values[variable.name] { rules.collectWatched(value, variable.type.namedType, into: &all) }
    }
    for entity in entities {
      all.formUnion(rules.entityTags(entity.typeName, id: values[entity.variable]?.text))
    }
    return Array(all)
  }
}

extension CacheRules {
  /// The watched input fields that a value of an input type gives.
  func collectWatched(_ value: InputValue, _ type: TypeID, into tags: inout Set<String>) {
    switch value {
    case .list(let items):
      for item in items { collectWatched(item, type, into: &tags) }
    case .object(let object):
      let definition = schema[type]
      for field in object.fields {
        if watchedInputs[type.index].contains(field.name) { tags.insert("\(definition.name).\(field.name)") }
        guard let inner = definition.inputField(field.name)?.type.namedType, reachesWatchedInput[inner.index] else {
          continue
        }
        collectWatched(field.value, inner, into: &tags)
      }
    default: break
    }
  }

  /// The tags of one object that is known by its id; those of the whole type where the id names nothing.
  func entityTags(_ typeName: String, id: String?) -> [String] {
    guard let id, let key = entityKey(typeName, id) else { return [typeName] }
    return [Eviction.entityTag(typeName, key), Eviction.knownTag(typeName)]
  }

  /// What a mutation changed, from the `@invalidates` of its root fields.
  ///
  /// - Parameter argument: the text of an argument of the field; nil where it is not given or not known.
  public func evictions(ofMutation field: String, argument: (String) -> String?) -> [Eviction] {
    guard let definition = schema.rootType(.mutation)?.field(field) else { return [] }
    return definition.invalidations.flatMap { invalidation in
      let id = invalidation.argument.flatMap(argument)
      return invalidation.names.map { name -> Eviction in
        if name.utf8.contains(UInt8(ascii: ".")) { return .coordinate(name) }
        if let key = id.flatMap({ entityKey(name, $0) }) { return .entity(type: name, key: key) }
        return .type(name)
      }
    }
  }
}

extension InputValue {
  /// A text, or what an id may be written as besides.
  var text: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    default: nil
    }
  }
}

public import GraphQLJSON
public import GraphQLSchema

/// Makes random data for a schema: mostly right, now and then null, wrong or an error.
public struct DataGenerator {
  private static let maxDepth = 5

  private var random: SeededGenerator
  private let schema: Schema
  /// How many objects may still be made; beyond that there are nulls.
  private var budget = 400

  public init(random: SeededGenerator, schema: Schema) {
    self.random = random
    self.schema = schema
  }

  /// An object of a type, with all its fields and what is below them.
  public mutating func object(_ type: NamedType) -> JSONValue { object(type, depth: 0) }

  private mutating func object(_ type: NamedType, depth: Int) -> JSONValue {
    var members = JSONObject()
    members.append(key: "__typename", value: .string(random.chance(2) ? "Query" : type.name))
    for field in type.fields where !random.chance(3) {
      let value: JSONValue
      if random.chance(3) {
        value = .object(["$error": .string("\(field.name) fails")])
      } else if schema[field.type.namedType].name == "Any" && field.type.listItem == nil {
        value = .object(["$args": .boolean(true)])
      } else {
        value = self.value(field.type, depth: depth)
      }
      members.append(key: field.name, value: value)
    }
    return .object(members)
  }

  private mutating func value(_ type: TypeReference, depth: Int) -> JSONValue {
    switch type {
    case .nonNull(let inner):
      for _ in 0..<4 {
        let value = value(inner, depth: depth)
        if !value.isNull { return value }
      }
      return .null
    case .list(let item):
      if random.chance(8) { return random.chance(20) ? .boolean(true) : .null }
      return .array((0..<random.below(4)).map { _ in value(item, depth: depth) })
    case .named(let id):
      if random.chance(8) { return .null }
      let named = schema[id]
      if named.kind.isLeaf { return leaf(named) }
      guard depth < Self.maxDepth, budget > 0 else { return .null }
      budget -= 1
      let type = random.pick(schema.possibleTypes(id))
      return object(schema[type], depth: depth + 1)
    }
  }

  private mutating func leaf(_ type: NamedType) -> JSONValue {
    if random.chance(3) { return .array([]) }
    return switch (type.kind, type.name) {
    case (.enum, _): .string(random.chance(5) ? "Z" : random.pick(type.enumValues).name)
    case (_, "Int"): .integer(random.below(2000) - 1000)
    case (_, "Float"): .number(random.pick(["0.5", "-3", "12.25", "1e3"]))
    case (_, "Boolean"): .boolean(random.chance(50))
    default: .string(random.pick(["", "a", "é\n\"", "😀", "text"]))
    }
  }
}

public import GraphQLJSON
public import GraphQLSchema
import GraphQLSyntax

/// Makes random valid documents, with values for their variables, for schemas of `SchemaGenerator`.
public struct OperationGenerator {
  private static let maxDepth = 5
  private static let fragmentCount = 4
  /// Name, definition and values that may be given; nil where the variable may be left out.
  private static let variables: [(name: String, type: String, definition: String, values: [JSONValue?])] = [
    ("if0", "Boolean!", "Boolean!", [.boolean(true), .boolean(false)]),
    ("if1", "Boolean!", "Boolean! = true", [.boolean(false), nil]),
    ("v0", "Int", "Int", [.integer(5), .null, nil]),
    ("v1", "Int", "Int = 9", [.integer(6), .null, nil]),
    ("v2", "String", "String", [.string("s"), .null, nil]),
    ("v3", "In", "In", [.object(["x": .null, "e": .string("C")]), .null, nil]),
    ("v4", "E", "E = C", [.string("A"), nil]),
  ]

  private var random: SeededGenerator
  private let schema: Schema
  private var usedVariables: Set<String> = []
  private var usedFragments: Set<Int> = []
  private var fragmentTypes: [NamedType] = []
  /// The arguments under each response name: the same everywhere, so that fields merge.
  private var argumentTexts: [String: String] = [:]
  private var selections = 0

  public init(random: SeededGenerator, schema: Schema) {
    self.random = random
    self.schema = schema
  }

  /// A document with one operation, and the values of its variables.
  public mutating func operation() -> (document: String, variables: JSONObject) {
    let composites = schema.types.filter { $0.kind.isComposite && !schema.isBuiltIn($0) && $0.name != "Mutation" }
    fragmentTypes = (0..<Self.fragmentCount).map { _ in random.pick(composites) }
    let isMutation = random.chance(20)
    guard let root = schema.rootType(isMutation ? .mutation : .query) else { return ("", JSONObject()) }
    let selection = selectionSet(on: root, depth: 0, fragmentsFrom: 0)
    var fragments = ""
    for index in 0..<Self.fragmentCount where usedFragments.contains(index) {
      let type = fragmentTypes[index]
      // A fragment spreads later ones only, so there are no cycles.
      fragments += " fragment F\(index) on \(type.name) " + selectionSet(on: type, depth: 2, fragmentsFrom: index + 1)
    }
    let used = Self.variables.filter { usedVariables.contains($0.name) }
    let definitions = used.map { "$\($0.name): \($0.definition)" }.joined(separator: ", ")
    let head = (isMutation ? "mutation Op" : "query Op") + (definitions.isEmpty ? "" : "(\(definitions))")
    var values = JSONObject()
    for variable in used {
      if let value = random.pick(variable.values) { values.append(key: variable.name, value: value) }
    }
    return (head + " " + selection + fragments, values)
  }

  private mutating func selectionSet(on type: NamedType, depth: Int, fragmentsFrom: Int) -> String {
    let parts = (0...random.below(5)).map { _ -> String in
      selections += 1
      switch random.below(10) {
      case 0, 1: return inlineFragment(on: type, depth: depth, fragmentsFrom: fragmentsFrom)
      case 2, 3: return fragmentSpread(on: type, fragmentsFrom: fragmentsFrom)
      default: return field(of: type, depth: depth, fragmentsFrom: fragmentsFrom)
      }
    }
    return "{ " + parts.joined(separator: " ") + " }"
  }

  private mutating func field(of type: NamedType, depth: Int, fragmentsFrom: Int) -> String {
    guard !type.fields.isEmpty, !random.chance(8) else { return "__typename" }
    let field = random.pick(type.fields)
    let inner = schema[field.type.namedType]
    guard inner.kind.isLeaf || depth < Self.maxDepth && selections < 200 else { return "__typename" }
    let alias = random.chance(25) ? "x\(random.below(2))_" + field.name : field.name
    let prefix = alias == field.name ? "" : alias + ": "
    let text = prefix + field.name + arguments(alias, field) + condition()
    guard inner.kind.isComposite else { return text }
    return text + " " + selectionSet(on: inner, depth: depth + 1, fragmentsFrom: fragmentsFrom)
  }

  private mutating func inlineFragment(on type: NamedType, depth: Int, fragmentsFrom: Int) -> String {
    guard depth < Self.maxDepth else { return "__typename" }
    let others = schema.types.filter { $0.kind.isComposite && schema.doTypesOverlap($0.id, type.id) }
    let inner = random.chance(70) ? random.pick(others) : type
    let head = inner.id == type.id && random.chance(50) ? "..." : "... on \(inner.name)"
    return head + condition() + " " + selectionSet(on: inner, depth: depth + 1, fragmentsFrom: fragmentsFrom)
  }

  private mutating func fragmentSpread(on type: NamedType, fragmentsFrom: Int) -> String {
    let fitting = (0..<Self.fragmentCount).filter {
      $0 >= fragmentsFrom && schema.doTypesOverlap(fragmentTypes[$0].id, type.id)
    }
    guard !fitting.isEmpty else { return "__typename" }
    let index = random.pick(fitting)
    usedFragments.insert(index)
    return "...F\(index)" + condition()
  }

  // MARK: Parts

  private mutating func condition() -> String {
    guard random.chance(15) else { return "" }
    let value = random.pick(["true", "false", "$if0", "$if1"])
    if value.hasPrefix("$") { usedVariables.insert(String(value.dropFirst())) }
    return random.pick([" @skip", " @include"]) + "(if: \(value))"
  }

  private mutating func arguments(_ responseName: String, _ field: FieldDefinition) -> String {
    if let known = argumentTexts[responseName] { return known }
    let texts = field.arguments.filter { _ in random.chance(60) }.map { "\($0.name): \(value(of: $0))" }
    let text = texts.isEmpty ? "" : "(" + texts.joined(separator: ", ") + ")"
    argumentTexts[responseName] = text
    return text
  }

  private mutating func value(of argument: InputValueDefinition) -> String {
    let type = schema.name(argument.type)
    // A nullable variable may stand where null is refused, if there is a default.
    let fitting = Self.variables.filter { $0.type == schema.name(argument.type.nullable) }
    if !fitting.isEmpty && random.chance(50) {
      let name = random.pick(fitting).name
      usedVariables.insert(name)
      return "$" + name
    }
    switch type {
    case "Int", "Int!": return "\(random.below(100))"
    case "Float": return random.pick(["1", "-2.5", "null"])
    case "String": return random.pick(["\"text\"", "\"\"\"block\"\"\"", "null"])
    case "Boolean": return random.pick(["true", "false"])
    case "E": return random.pick(["A", "B", "null"])
    case "In": return random.pick(["{}", "{x: null, l: 4}", "{y: \"y\", z: {z: {x: 5}, l: [1, 2]}, e: B}", "null"])
    case "One": return random.pick(["{a: 1}", "{b: \"b\"}"])
    case "[Int!]": return random.pick(["[]", "[1, 2]", "3"])
    default: return random.pick(["[]", "[[\"a\"], null]", "\"one\"", "null"])
    }
  }
}

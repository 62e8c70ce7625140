import GraphQLSchema
import GraphQLSyntax
import GraphQLTesting

/// Makes documents from the grammar (specification, appendix B), most of them with names that the schema knows.
///
/// Tokens are collected and joined by random white space, so that the lexer sees every way of laying them out.
struct GrammarGenerator {
  /// How many selections a document may have before it stops to nest.
  private static let selectionBudget = 150

  var random: SeededGenerator
  let schema: Schema
  /// Whether the document is to be valid, as far as one can tell while making it.
  private(set) var isTidy = false
  private var tokens: [String] = []
  private var selections = 0

  init(random: SeededGenerator, schema: Schema) {
    self.random = random
    self.schema = schema
  }

  mutating func document() -> String {
    let isSDL = random.chance(30)
    isTidy = !isSDL && random.chance(40)
    if isTidy {
      executableDefinition()
      return layOut()
    }
    for _ in 0...random.below(isSDL ? 6 : 3) {
      if random.chance(2) != isSDL { typeSystemDefinition() } else { executableDefinition() }
    }
    return layOut()
  }

  /// True in so many of a hundred cases where the document need not be valid.
  mutating func slips(_ percent: Int) -> Bool { !isTidy && random.chance(percent) }

  mutating func emit(_ tokens: String...) { self.tokens += tokens }

  /// Joins the tokens; words need something between them.
  private mutating func layOut() -> String {
    let isDense = random.chance(30)
    var text = random.chance(5) ? "\u{FEFF}" : ""
    for token in tokens {
      text += token
      text += isDense ? " " : random.pick([" ", " ", "\n", "\n  ", ", ", "\t", "\r\n", " # c\n", "\r", ",,"])
    }
    return text
  }

  // MARK: Definitions

  private mutating func executableDefinition() {
    if random.chance(10) { emit(string()) }
    if slips(35) { return fragmentDefinition() }
    let operation = random.pick(["query", "query", "query", "mutation", "subscription"])
    let roots: [String: OperationType] = ["mutation": .mutation, "subscription": .subscription]
    let root = schema.rootType(roots[operation] ?? .query)
    emit(operation)
    if random.chance(70) { emit(random.pick(["A", "B", "C", "query"])) }
    if slips(50) { variableDefinitions() }
    directives()
    selectionSet(on: root, depth: 0)
  }

  private mutating func fragmentDefinition() {
    let type = compositeType()
    emit("fragment", fragmentName(), "on", type?.name ?? "Unknown")
    directives()
    selectionSet(on: type, depth: 1)
  }

  private mutating func variableDefinitions() {
    emit("(")
    for _ in 0...random.below(3) {
      if random.chance(5) { emit(string()) }
      emit("$", variableName(), ":")
      typeReference(
        random.pick(["Int", "String", "ID", "Boolean", "Boolean", "Color", "Filter", "Key", "Time", "Cat"]))
      if random.chance(30) {
        emit("=")
        value(of: nil, depth: 0, isConst: true)
      }
      directives(isConst: true)
    }
    emit(")")
  }

  mutating func typeReference(_ name: String) {
    let lists = random.chance(30) ? 1 + random.below(3) : 0
    for _ in 0..<lists { emit("[") }
    emit(name)
    if random.chance(40) { emit("!") }
    for _ in 0..<lists {
      emit("]")
      if random.chance(40) { emit("!") }
    }
  }

  // MARK: Selections

  private mutating func selectionSet(on type: NamedType?, depth: Int) {
    emit("{")
    for _ in 0...random.below(4) {
      selections += 1
      switch random.below(10) {
      case 0 where !isTidy: fragmentSpread()
      case 1, 2: inlineFragment(on: type, depth: depth)
      default: field(of: type, depth: depth)
      }
    }
    emit("}")
  }

  private mutating func fragmentSpread() {
    emit("...", fragmentName())
    directives()
  }

  private mutating func inlineFragment(on type: NamedType?, depth: Int) {
    guard mayNest(depth) else { return emit("__typename") }
    emit("...")
    var inner = type
    if random.chance(70) {
      inner = slips(30) ? compositeType() : type
      emit("on", inner?.name ?? "Unknown")
    }
    directives()
    selectionSet(on: inner, depth: depth + 1)
  }

  private mutating func field(of type: NamedType?, depth: Int) {
    if slips(25) { emit(random.pick(["a", "id", "name", "on", "null", "x_1"]), ":") }
    guard let type, !type.fields.isEmpty, !slips(5) else {
      return emit(isTidy ? "__typename" : random.pick(["__typename", "unknown", "fragment", "true"]))
    }
    let field = random.pick(type.fields)
    let inner = schema[field.type.namedType]
    if isTidy {
      // A name of its own, so that no two fields are merged.
      guard inner.kind.isLeaf || mayNest(depth) else { return emit("__typename") }
      emit("f\(selections)", ":")
    }
    emit(field.name)
    arguments(field.arguments)
    directives()
    if inner.kind.isComposite && mayNest(depth) || slips(2) { selectionSet(on: inner, depth: depth + 1) }
  }

  private func mayNest(_ depth: Int) -> Bool { depth < 6 && selections < Self.selectionBudget }

  // MARK: Parts

  mutating func arguments(_ definitions: [InputValueDefinition], isConst: Bool = false) {
    let given = definitions.filter { definition in definition.isRequired || random.chance(50) }
    guard !given.isEmpty else { return }
    emit("(")
    for definition in given {
      emit(slips(3) ? "unknown" : definition.name, ":")
      value(of: definition.type, depth: 0, isConst: isConst)
    }
    emit(")")
  }

  mutating func directives(isConst: Bool = false) {
    guard slips(12) else { return }
    for _ in 0...random.below(3) {
      let name = random.pick(["skip", "include", "mark", "mark", "deprecated", "specifiedBy", "oneOf", "unknown"])
      emit("@", name)
      if let directive = schema.directive(named: name) { arguments(directive.arguments, isConst: isConst) }
    }
  }

  mutating func variableName() -> String { random.pick(["v", "w", "x", "flag", "id"]) }

  private mutating func fragmentName() -> String { random.pick(["F", "G", "H", "type", "fragment"]) }

  private mutating func compositeType() -> NamedType? {
    schema.type(named: random.pick(["Query", "Node", "Named", "Person", "Cat", "Dog", "Pet", "Pet", "Color", "Gone"]))
  }
}

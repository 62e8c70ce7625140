import GraphQLSchema
import GraphQLSyntax
import GraphQLTesting

/// Type system definitions and extensions.
extension GrammarGenerator {
  private static let outputTypes = ["Int", "String", "T", "T", "I", "U", "E", "Gone"]
  private static let inputTypes = ["Int", "Float", "Boolean", "ID", "E", "O", "S", "T"]

  mutating func typeSystemDefinition() {
    let isExtension = random.chance(20)
    if isExtension { emit("extend") } else if random.chance(30) { emit(string()) }
    switch random.below(isExtension ? 7 : 8) {
    case 0: schemaDefinition(isExtension)
    case 1: named("scalar", ["S", "R"], mustHaveDirective: isExtension)
    case 2: fields("type", ["Query", "T", "T2", "M"])
    case 3: fields("interface", ["I", "J"])
    case 4: union()
    case 5: enumeration()
    case 6: inputObject()
    default: directiveDefinition()
    }
  }

  private mutating func named(_ keyword: String, _ names: [String], mustHaveDirective: Bool = false) {
    emit(keyword, random.pick(names))
    if mustHaveDirective { emit("@", "mark") }
    directives(isConst: true)
  }

  private mutating func schemaDefinition(_ isExtension: Bool) {
    emit("schema")
    directives(isConst: true)
    emit("{", isExtension ? "subscription" : "query", ":", random.pick(["Query", "T"]))
    if random.chance(30) { emit("mutation", ":", "M") }
    emit("}")
  }

  private mutating func fields(_ keyword: String, _ names: [String]) {
    emit(keyword, random.pick(names))
    if random.chance(30) {
      emit("implements")
      if random.chance(30) { emit("&") }
      emit("I")
      if random.chance(30) { emit("&", "J") }
    }
    directives(isConst: true)
    emit("{")
    for index in 0...random.below(4) {
      describe()
      emit(random.chance(90) ? "f\(index)" : "f0")
      if random.chance(30) { inputValues("(", ")") }
      emit(":")
      typeReference(random.pick(Self.outputTypes))
      directives(isConst: true)
    }
    emit("}")
  }

  private mutating func union() {
    named("union", ["U", "V"])
    emit("=")
    if random.chance(30) { emit("|") }
    emit("T")
    if random.chance(50) { emit("|", random.pick(["T2", "Query", "T"])) }
  }

  private mutating func enumeration() {
    named("enum", ["E", "F"])
    emit("{")
    for index in 0...random.below(4) {
      describe()
      emit(random.chance(90) ? "V\(index)" : random.pick(["V0", "on", "type"]))
      directives(isConst: true)
    }
    emit("}")
  }

  private mutating func inputObject() {
    named("input", ["O", "P"])
    inputValues("{", "}")
  }

  private mutating func inputValues(_ opening: String, _ closing: String) {
    emit(opening)
    for index in 0...random.below(3) {
      describe()
      emit(random.chance(90) ? "i\(index)" : "i0", ":")
      typeReference(random.pick(Self.inputTypes))
      if random.chance(30) {
        emit("=")
        value(of: nil, depth: 3, isConst: true)
      }
      directives(isConst: true)
    }
    emit(closing)
  }

  private mutating func directiveDefinition() {
    emit("directive", "@", random.pick(["mark", "d", "skip"]))
    if random.chance(50) { inputValues("(", ")") }
    if random.chance(40) { emit("repeatable") }
    emit("on")
    if random.chance(30) { emit("|") }
    emit(random.pick(DirectiveLocation.allCases).rawValue)
    if random.chance(50) { emit("|", random.pick(DirectiveLocation.allCases).rawValue) }
  }

  private mutating func describe() {
    if random.chance(20) { emit(string()) }
  }
}

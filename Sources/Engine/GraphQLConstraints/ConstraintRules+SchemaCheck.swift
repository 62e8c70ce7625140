import GraphQLSchema
import GraphQLSyntax

extension ConstraintRules {
  /// What is wrong with the constraints themselves: unknown formats and patterns, bounds that nothing can meet or that
  /// the type has no use for, defaults that break them. Each is a sentence that names the coordinate.
  public func problems() -> [String] {
    var problems: [String] = []
    for type in schema.types {
      for field in type.inputFields { check(field, "\(type.name).\(field.name)", &problems) }
      for field in type.fields {
        for argument in field.arguments { check(argument, "\(type.name).\(field.name)(\(argument.name):)", &problems) }
      }
    }
    return problems
  }

  private func check(_ definition: InputValueDefinition, _ coordinate: String, _ problems: inout [String]) {
    func add(_ words: String) { problems.append("@constraint of \(coordinate) \(words).") }
    checkDefault(definition, coordinate, &problems)
    guard let directive = definition.directives.first(where: { $0.name == "constraint" }),
      let constraint = Constraint([directive])
    else { return }
    if let text = directive.text("format"), constraint.format == nil {
      add("names the format \(text), which is not known")
    }
    if directive.text("pattern") != nil {
      if constraint.pattern == nil { add("has a pattern that is not understood") }
      if constraint.length.greatest == nil { add("needs a maxLength, which bounds the time that its pattern takes") }
    }
    if constraint.length.isImpossible || constraint.items.isImpossible || constraint.value.isImpossible {
      add("has bounds that nothing can meet")
    }
    if [constraint.length, constraint.items].contains(where: { ($0.least ?? 0) < 0 || ($0.greatest ?? 0) < 0 }) {
      add("has a negative length or number of items")
    }
    if !constraint.items.isEmpty, !definition.type.isList { add("counts the items of what is no list") }
    let target = schema[definition.type.namedType]
    if constraint.isForText, target.kind != .scalar || ["Int", "Float", "Boolean"].contains(target.name) {
      add("asks for the length or form of what is no text")
    }
    if !constraint.value.isEmpty, target.kind != .scalar || ["String", "ID", "Boolean"].contains(target.name) {
      add("bounds the value of what is no number")
    }
  }

  /// Defaults are not checked with requests.
  private func checkDefault(_ definition: InputValueDefinition, _ coordinate: String, _ problems: inout [String]) {
    guard let literal = definition.defaultValue, let value = schema.coerceLiteral(literal, to: definition.type) else {
      return
    }
    var check = ConstraintCheck(rules: self, location: SourceLocation(line: 1, column: 1), limit: 1)
    check.check(
      value, definition.type, Constraint(definition.directives), at: .key(definition.name), coordinate)
    if let error = check.errors.first { problems.append("The default of \(coordinate) is refused: \(error.message)") }
  }
}

extension Constraint {
  fileprivate var isForText: Bool { !length.isEmpty || pattern != nil || format != nil }
}

extension Constraint.Bounds {
  fileprivate var isImpossible: Bool {
    if let least, let greatest { least > greatest } else { false }
  }
}

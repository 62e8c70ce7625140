import GraphQLSyntax

/// Default values (specification, sections 3.6.1 and 3.10).
extension SchemaValidator {
  /// A default is a value of its type.
  mutating func validateDefault(_ value: InputValueDefinition, _ name: String) {
    guard let literal = value.defaultValue, let (document, node) = syntax(of: literal, value) else { return }
    for problem in schema.problems(of: node, in: document, type: value.type) {
      report(
        "\(name) has invalid default value\(problem.place): \(problem.message)",
        at: value.syntax == nil ? [] : [problem.node.map(document.location)])
    }
  }

  /// The literal as written; a schema that was not built from SDL has to write it first.
  private func syntax(of literal: ValueLiteral, _ value: InputValueDefinition) -> (document: Document, value: NodeID)? {
    if let syntax = value.syntax { return syntax.document.value(syntax.node).map { (syntax.document, $0) } }
    return try? Parser.parseValue(literal.printed, isConst: true)
  }

  /// No default of an input field needs itself.
  mutating func validateDefaultValueCycles() {
    var search = DefaultValueCycles(schema: schema)
    for type in schema.types where type.kind == .inputObject { search.visit(type, .object([])) }
    for cycle in search.cycles {
      let path = cycle.fields.dropFirst().map(\.name)
      report(
        "Invalid circular reference. The default value of Input Object field \(cycle.start) references itself"
          + (path.isEmpty ? "." : " via the default values of: \(path.joined(separator: ", "))."),
        at: cycle.fields.map(\.location))
    }
  }
}

/// Searches the default values of input fields for those that are part of themselves.
///
/// It recurses along fields with defaults, each of which it enters once.
struct DefaultValueCycles {
  struct Step {
    let name: String
    let location: SourceLocation?
  }

  struct Cycle {
    let start: String
    /// The fields from the start of the cycle on, beginning with the start itself.
    var fields: [Step]
  }

  let schema: Schema
  private(set) var cycles: [Cycle] = []
  private var path: [Step] = []
  private var visited: Set<String> = []

  init(schema: Schema) { self.schema = schema }

  /// Follows the defaults that come into play where a value of the type is the literal.
  mutating func visit(_ type: NamedType, _ literal: ValueLiteral) {
    switch literal {
    case .list(let items):
      for item in items { visit(type, item) }
    case .object(let fields):
      for field in type.inputFields {
        let fieldType = schema[field.type.namedType]
        guard fieldType.kind == .inputObject else { continue }
        if let given = fields.last(where: { $0.name == field.name }) {
          visit(fieldType, given.value)
        } else {
          visit(field, fieldType, "\(type.name).\(field.name)")
        }
      }
    default: break
    }
  }

  private mutating func visit(_ field: InputValueDefinition, _ type: NamedType, _ name: String) {
    guard let literal = field.defaultValue else { return }
    if let start = path.firstIndex(where: { $0.name == name }) {
      cycles.append(Cycle(start: name, fields: Array(path[start...])))
      return
    }
    guard visited.insert(name).inserted else { return }
    let location = field.syntax.flatMap { syntax in syntax.document.value(syntax.node).map(syntax.document.location) }
    path.append(Step(name: name, location: location))
    visit(type, literal)
    path.removeLast()
  }
}

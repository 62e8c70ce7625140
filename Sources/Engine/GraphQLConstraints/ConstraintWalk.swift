import GraphQLSchema
import GraphQLSyntax

/// The walk over one operation: finds the arguments to check, and checks those that are constants.
///
/// Each selection set is visited once per object type, on every type that an object may turn out to be.
struct ConstraintWalk {
  let rules: ConstraintRules
  let document: Document
  let conditions: [String: Bool]
  /// The most violations of one argument that are told.
  let limit: Int
  private(set) var entries: [ConstraintChecks.Entry] = []
  private let fragments: [NameID: NodeID]
  private var waiting: [Visit] = []
  private var seen: Set<Visit> = []

  private struct Visit: Hashable {
    let selection: NodeID
    let type: TypeID
  }

  init(rules: ConstraintRules, document: Document, conditions: [String: Bool], limit: Int) {
    self.rules = rules
    self.document = document
    self.conditions = conditions
    self.limit = limit
    fragments = document.fragmentsByName
  }

  mutating func visit(_ operation: NodeID) {
    guard let root = rules.schema.rootType(document.operationType(operation)) else { return }
    push(operation, root.id)
    while let next = waiting.popLast() {
      guard document.isIncluded(next.selection, conditions: conditions) else { continue }
      switch document.kind(next.selection) {
      case .field: visitField(next.selection, next.type)
      case .fragmentSpread:
        guard let fragment = fragments[document.nameID(next.selection)] else { continue }
        visitFragment(fragment, next.type)
      default: visitFragment(next.selection, next.type)
      }
    }
  }

  /// Puts the selections below a node in front of what waits, in their order.
  private mutating func push(_ node: NodeID, _ type: TypeID) {
    guard let set = document.selectionSet(node), seen.insert(Visit(selection: set, type: type)).inserted else { return }
    waiting += Array(document.children(set)).reversed().map { Visit(selection: $0, type: type) }
  }

  private mutating func visitFragment(_ fragment: NodeID, _ type: TypeID) {
    if rules.schema.doesFragmentTypeApply(document, fragment, to: type) { push(fragment, type) }
  }

  private mutating func visitField(_ node: NodeID, _ parent: TypeID) {
    let definition = rules.schema[parent]
    guard let index = definition.fieldIndex(document.name(node)) else { return }
    let field = definition.fields[index]
    for argument in document.arguments(node) {
      let name = document.name(argument)
      guard let position = field.arguments.firstIndex(where: { $0.name == name }),
        let literal = document.value(argument)
      else { continue }
      let constraint = rules.constraint(ofArgument: position, ofField: index, of: parent)
      let type = field.arguments[position].type
      guard constraint != nil || rules.holdsConstraints[type.namedType.index] else { continue }
      visit(
        CheckedArgument(
          definition: field.arguments[position], constraint: constraint,
          coordinate: "\(definition.name).\(field.name)(\(name):)", node: argument, literal: literal))
    }
    for type in rules.schema.possibleTypes(field.type.namedType).reversed() { push(node, type) }
  }

  private mutating func visit(_ argument: CheckedArgument) {
    guard !document.containsVariable(argument.literal) else { return entries.append(.argument(argument)) }
    guard let value = argument.value(document, [:], rules.schema) else { return }
    let violations = argument.violations(in: value, document, rules, limit: limit)
    if !violations.isEmpty { entries.append(.violations(violations)) }
  }
}

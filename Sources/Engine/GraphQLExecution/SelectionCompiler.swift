import GraphQLSchema
import GraphQLSyntax

/// Compiles selection sets on concrete types to selection plans (`CollectFields` and `MergeSelectionSets`,
/// specification section 6.3).
struct SelectionCompiler: Sendable {
  let executable: ExecutableSchema
  let document: Document
  let conditions: PlanConditions
  private let fragments: [NameID: NodeID]
  private let typenameField: FieldDefinition

  init(executable: ExecutableSchema, document: Document, conditions: PlanConditions) {
    self.executable = executable
    self.document = document
    self.conditions = conditions
    fragments = Dictionary(
      document.fragments.map { (document.nameID($0), $0) }, uniquingKeysWith: { first, _ in first })
    guard let string = executable.schema.type(named: "String") else {
      preconditionFailure("every schema has the type String")
    }
    typenameField = FieldDefinition(name: "__typename", type: .nonNull(.named(string.id)))
  }

  func compile(type: TypeID, selectionSets: [NodeID]) -> SelectionPlan {
    var collected = CollectedFields()
    do throws(GraphQLError) {
      for set in selectionSets { try collect(set, on: type, into: &collected) }
    } catch {
      return SelectionPlan(type: type, fault: error)
    }
    let fields = collected.groups.compactMap { makeField(on: type, nodes: $0) }
    return SelectionPlan(type: type, fields: fields)
  }

  // MARK: CollectFields

  private struct CollectedFields {
    var groups: [[NodeID]] = []
    var positions: [NameID: Int] = [:]
    var visitedFragments: Set<NameID> = []
  }

  /// Collects with a stack of its own: fragments may be spread in fragments without end.
  private func collect(
    _ selectionSet: NodeID, on type: TypeID, into collected: inout CollectedFields
  ) throws(GraphQLError) {
    var waiting = Array(document.children(selectionSet).reversed())
    while let selection = waiting.popLast() {
      guard try isIncluded(selection) else { continue }
      switch document.kind(selection) {
      case .field:
        let key = document.responseKeyID(selection)
        if let position = collected.positions[key] {
          collected.groups[position].append(selection)
        } else {
          collected.positions[key] = collected.groups.count
          collected.groups.append([selection])
        }
      case .inlineFragment:
        guard let inner = document.selectionSet(selection), applies(selection, to: type) else { continue }
        waiting += document.children(inner).reversed()
      case .fragmentSpread:
        let name = document.nameID(selection)
        guard collected.visitedFragments.insert(name).inserted, let fragment = fragments[name],
          let inner = document.selectionSet(fragment), applies(fragment, to: type)
        else { continue }
        waiting += document.children(inner).reversed()
      default: break
      }
    }
  }

  /// `DoesFragmentTypeApply`.
  private func applies(_ fragment: NodeID, to type: TypeID) -> Bool {
    guard let condition = document.typeCondition(fragment) else { return true }
    guard let named = executable.schema.type(named: document.name(condition)) else { return false }
    return executable.schema.isPossibleType(type, of: named.id)
  }

  private func isIncluded(_ selection: NodeID) throws(GraphQLError) -> Bool {
    for directive in document.directives(selection) {
      let isSkip = document.name(directive, is: "skip")
      guard isSkip || document.name(directive, is: "include"), let argument = document.child(directive, .argument),
        let value = document.value(argument)
      else { continue }
      if try condition(value) == isSkip { return false }
    }
    return true
  }

  private func condition(_ value: NodeID) throws(GraphQLError) -> Bool {
    guard document.kind(value) == .variable else { return document.booleanValue(value) }
    let name = document.name(value)
    if let flag = conditions.values[name] { return flag }
    // A nullable variable with a default may be used here, and then be given as null.
    throw GraphQLError(
      "Argument \"if\" has invalid value: Expected variable \"$\(name)\" provided to non-null type \"Boolean!\" "
        + "not to be null.", locations: [document.location(value)], code: .badUserInput)
  }

  // MARK: Fields

  private func makeField(on type: TypeID, nodes: [NodeID]) -> FieldPlan? {
    let name = document.name(nodes[0])
    let parent = executable.schema[type]
    let key = document.responseKey(nodes[0])
    if name == "__typename" {
      let typename = Array("\"\(parent.name)\"".utf8)
      return FieldPlan(
        compiler: self, responseKey: key, parentType: type, definition: typenameField, nodes: nodes,
        action: .typename(typename), arguments: .dynamic)
    }
    let isQuery = type == executable.schema.queryType
    if isQuery, let meta = IntrospectionRoot.field(name, executable.schema) {
      return makeField(key, type, meta.definition, nodes, meta.resolver, fieldGuard: nil)
    }
    // A field that the type lacks is left out, as the specification has it; validation has refused it before.
    guard let index = parent.fieldIndex(name), let resolver = executable.resolver(type, index) else { return nil }
    return makeField(
      key, type, parent.fields[index], nodes, resolver, fieldGuard: executable.fieldGuard(type, index))
  }

  private func makeField(
    _ key: String, _ type: TypeID, _ definition: FieldDefinition, _ nodes: [NodeID], _ resolver: AnyFieldResolver,
    fieldGuard: FieldGuard?
  ) -> FieldPlan {
    let action = FieldPlan.Action.resolve(resolver, fieldGuard)
    return FieldPlan(
      compiler: self, responseKey: key, parentType: type, definition: definition, nodes: nodes, action: action,
      arguments: makeArguments(definition, nodes[0], action))
  }

  private func makeArguments(
    _ definition: FieldDefinition, _ node: NodeID, _ action: FieldPlan.Action
  ) -> FieldPlan.Arguments {
    for argument in document.arguments(node) {
      if let value = document.value(argument), containsVariable(value) { return .dynamic }
    }
    do throws(GraphQLError) {
      let coerced = try coerceArguments(definition, node, action, VariableValues(values: [:]))
      return .constant(coerced.typed, coerced.values)
    } catch {
      return .invalid(error)
    }
  }

  private func containsVariable(_ value: NodeID) -> Bool {
    if document.kind(value) == .variable { return true }
    return document.children(value).contains(where: containsVariable)
  }

  func coerceArguments(
    _ definition: FieldDefinition, _ node: NodeID, _ action: FieldPlan.Action, _ variables: VariableValues
  ) throws(GraphQLError) -> (typed: any Sendable, values: InputArguments) {
    guard case .resolve(let resolver, _) = action else { return (NoArguments(), Self.noArguments) }
    guard !definition.arguments.isEmpty else {
      return (try resolver.decodeArguments(Self.noArguments), Self.noArguments)
    }
    let values = InputArguments(
      definitions: definition.arguments,
      values: try ArgumentValues.coerceArgumentValues(
        schema: executable.schema, definitions: definition.arguments, document: document, node: node,
        variables: variables))
    return (try resolver.decodeArguments(values), values)
  }

  private static let noArguments = InputArguments(definitions: [], values: [])
}

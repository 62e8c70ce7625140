import GraphQLSchema
import GraphQLSyntax

/// Compiles selection sets on concrete types to selection plans (`CollectFields` and `MergeSelectionSets`,
/// specification section 6.3; where parts follow later, `BuildExecutionPlan` of the draft on incremental delivery).
struct SelectionCompiler: Sendable {
  let executable: ExecutableSchema
  let document: Document
  let conditions: PlanConditions
  let delivery: IncrementalDelivery
  let fragments: [NameID: NodeID]
  private let typenameField: FieldDefinition

  init(
    executable: ExecutableSchema, document: Document, conditions: PlanConditions, delivery: IncrementalDelivery
  ) {
    self.executable = executable
    self.document = document
    self.conditions = conditions
    self.delivery = delivery
    fragments = document.fragmentsByName
    guard let string = executable.schema.type(named: "String") else {
      preconditionFailure("every schema has the type String")
    }
    typenameField = FieldDefinition(name: "__typename", type: .nonNull(.named(string.id)))
  }

  /// - Parameters:
  ///   - part: the deferred fragments that the selection is delivered with.
  ///   - usageLimit: how many `@defer` count; more are read as if they were not there, so that fragments that defer
  ///     each other twice do not multiply.
  func compile(
    type: TypeID, selectionSets: [Occurrence], part: [DeferUsage] = [], usageLimit: Int = 64
  ) -> SelectionPlan {
    var collector = FieldCollector(self, type: type, usageLimit: usageLimit)
    do throws(GraphQLError) {
      for set in selectionSets { try collector.collect(set) }
    } catch {
      return SelectionPlan(type: type, fault: error)
    }
    if collector.usages.isEmpty, part.isEmpty, !collector.groups.contains(where: { $0[0].usage != nil }) {
      return SelectionPlan(type: type, fields: collector.groups.compactMap { makeField(on: type, $0, part: []) })
    }
    return deferring(collector, part)
  }

  /// Divides fields into those of this part and those that follow (`BuildExecutionPlan`).
  private func deferring(_ collected: FieldCollector, _ part: [DeferUsage]) -> SelectionPlan {
    let type = collected.type
    var fields: [FieldPlan] = []
    var later: [(usages: [DeferUsage], fields: [FieldPlan])] = []
    for group in collected.groups {
      let usages = group.deferUsages
      guard let field = makeField(on: type, group, part: usages) else { continue }
      if usages.isSame(as: part) {
        fields.append(field)
      } else if let index = later.firstIndex(where: { $0.usages.isSame(as: usages) }) {
        later[index].fields.append(field)
      } else {
        later.append((usages, [field]))
      }
    }
    var deferred = later.map {
      DeferredSelection(usages: $0.usages, selection: SelectionPlan(type: type, fields: $0.fields))
    }
    deferred += collected.fragments.map { fragment in
      let selection = compile(
        type: type, selectionSets: [Occurrence(node: fragment.selectionSet)],
        usageLimit: collected.usageLimit / collected.fragments.count - 1)
      return DeferredSelection(usages: [fragment.usage], selection: selection)
    }
    return SelectionPlan(type: type, fields: fields, usages: collected.usages, deferred: deferred)
  }

  // MARK: Conditions

  /// `DoesFragmentTypeApply`.
  func applies(_ fragment: NodeID, to type: TypeID) -> Bool {
    executable.schema.doesFragmentTypeApply(document, fragment, to: type)
  }

  func isIncluded(_ selection: NodeID) throws(GraphQLError) -> Bool {
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

  /// Whether a `@defer` or `@stream` is to be honoured.
  func isActive(_ directive: NodeID) -> Bool {
    guard let value = argument("if", of: directive) else { return true }
    guard document.kind(value) == .variable else { return document.booleanValue(value) }
    // Without a value the argument has its default, which is true.
    return conditions.values[document.name(value)] ?? true
  }

  func label(of directive: NodeID) -> String? {
    guard let value = argument("label", of: directive), document.kind(value) == .stringValue else { return nil }
    return document.stringValue(value)
  }

  func argument(_ name: StaticString, of directive: NodeID) -> NodeID? {
    document.arguments(directive).first { document.name($0, is: name) }.flatMap { document.value($0) }
  }

  // MARK: Fields

  private func makeField(on type: TypeID, _ occurrences: [Occurrence], part: [DeferUsage]) -> FieldPlan? {
    let node = occurrences[0].node
    let name = document.name(node)
    let parent = executable.schema[type]
    if name == "__typename" {
      let typename = Array("\"\(parent.name)\"".utf8)
      return FieldPlan(
        compiler: self, parentType: type, definition: typenameField, occurrences: occurrences, part: part,
        action: .typename(typename), arguments: .dynamic)
    }
    let isQuery = type == executable.schema.queryType
    let meta = isQuery ? IntrospectionRoot.field(name, executable.schema) : nil
    let definition: FieldDefinition
    let action: FieldPlan.Action
    if let meta {
      (definition, action) = (meta.definition, .resolve(meta.resolver, nil))
    } else {
      // A field that the type lacks is left out, as the specification has it; validation has refused it before.
      guard let index = parent.fieldIndex(name), let resolver = executable.resolver(type, index) else { return nil }
      (definition, action) = (parent.fields[index], .resolve(resolver, executable.fieldGuard(type, index)))
    }
    return FieldPlan(
      compiler: self, parentType: type, definition: definition, occurrences: occurrences, part: part, action: action,
      arguments: makeArguments(definition, node, action))
  }

  private func makeArguments(
    _ definition: FieldDefinition, _ node: NodeID, _ action: FieldPlan.Action
  ) -> FieldPlan.Arguments {
    for argument in document.arguments(node) {
      if let value = document.value(argument), document.containsVariable(value) { return .dynamic }
    }
    do throws(GraphQLError) {
      let coerced = try coerceArguments(definition, node, action, VariableValues(values: [:]))
      return .constant(coerced.typed, coerced.values)
    } catch {
      return .invalid(error)
    }
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

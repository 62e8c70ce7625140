import GraphQLSchema
import GraphQLSyntax

/// The one walk over a document that all rules listen to. It keeps the context's types up to date.
///
/// It recurses as deep as the document nests, which the parser bounds.
struct DocumentWalk {
  private let context: ValidationContext
  private let document: Document
  private let rules: [any ValidationRule]
  private let enterTable: RuleTable
  private let leaveTable: RuleTable

  init(context: ValidationContext, rules: RuleSet) {
    self.context = context
    document = context.document
    self.rules = rules.types.map { $0.init(context) }
    enterTable = rules.enterTable
    leaveTable = rules.leaveTable
  }

  func walk() {
    enter(.document, .document)
    var position = 0
    for definition in document.definitions {
      let isExecutable = document.kind(definition).isExecutableDefinition
      context.ancestors.append(.document)
      visit(definition, in: isExecutable ? position : nil)
      context.ancestors.removeLast()
      if isExecutable { position += 1 }
    }
    leave(.document, .document)
  }

  private func enter(_ node: NodeID, _ kind: NodeKind) {
    for position in enterTable.rules(for: kind) where !context.isAborted {
      rules[Int(position)].enter(node, context)
    }
  }

  private func leave(_ node: NodeID, _ kind: NodeKind) {
    for position in leaveTable.rules(for: kind) where !context.isAborted {
      rules[Int(position)].leave(node, context)
    }
  }

  /// Visits a node whose types the context knows.
  private func surround(_ node: NodeID, _ kind: NodeKind, in definition: Int?) {
    enter(node, kind)
    context.ancestors.append(node)
    for child in document.children(node) { visit(child, in: definition) }
    context.ancestors.removeLast()
    leave(node, kind)
  }

  /// - Parameter definition: the position of the executable definition that the node lies in.
  private func visit(_ node: NodeID, in definition: Int?) {
    guard !context.isAborted else { return }
    let kind = document.kind(node)
    switch kind {
    case .field: visitField(node, in: definition)
    case .selectionSet:
      let outer = context.parentType
      context.parentType = context.type.map { context.schema[$0.namedType] }.flatMap { $0.kind.isComposite ? $0 : nil }
      surround(node, kind, in: definition)
      context.parentType = outer
    case .operationDefinition, .fragmentDefinition, .inlineFragment:
      let outer = context.type
      context.type = selectedType(node, kind)
      surround(node, kind, in: definition)
      context.type = outer
    case .directive:
      context.directive = context.schema.directive(named: context.name(node))
      surround(node, kind, in: definition)
      context.directive = nil
    case .variableDefinition: visitInput(node, kind, variableType(node), in: nil)
    case .argument: visitArgument(node, in: definition)
    case .listValue: visitInput(node, kind, context.inputType?.listItem, in: definition)
    case .objectField: visitObjectField(node, in: definition)
    case .variable:
      enter(node, kind)
      if let definition { recordUsage(node, in: definition) }
      leave(node, kind)
    case .alias, .description: break
    default: surround(node, kind, in: definition)
    }
  }
}

// MARK: Selections

extension DocumentWalk {
  private func visitField(_ node: NodeID, in definition: Int?) {
    let outerField = context.field
    let outerType = context.type
    context.field = findField(node)
    context.type = context.field?.type
    surround(node, .field, in: definition)
    context.field = outerField
    context.type = outerType
  }

  /// The definition of a field, which is also noted down for the comparison of fields.
  private func findField(_ node: NodeID) -> FieldSite? {
    guard let parent = context.parentType else { return nil }
    context.fieldParents[node.index] = parent.id.rawValue
    if let position = parent.fieldIndex(context.name(node)) {
      context.fieldPositions[node.index] = Int32(truncatingIfNeeded: position)
      return FieldSite(definitions: parent.fields, position: position, owner: parent.id)
    }
    if document.name(node, is: "__typename") { return context.metaFields.typeName }
    guard context.schema.queryType == parent.id else { return nil }
    if document.name(node, is: "__schema") { return context.metaFields.schema }
    return document.name(node, is: "__type") ? context.metaFields.type : nil
  }

  /// The type that an operation or fragment selects from.
  private func selectedType(_ node: NodeID, _ kind: NodeKind) -> TypeReference? {
    if kind == .operationDefinition {
      return context.schema.rootType(document.operationType(node)).map { .named($0.id) }
    }
    guard let condition = document.typeCondition(node) else { return context.type.map { .named($0.namedType) } }
    return context.namedType(document.nameID(condition)).flatMap { $0.kind.isOutput ? .named($0.id) : nil }
  }
}

// MARK: Input

extension DocumentWalk {
  /// Visits a node inside of which a type of input is expected.
  private func visitInput(
    _ node: NodeID, _ kind: NodeKind, _ type: TypeReference?, hasDefault: Bool = false, in definition: Int?
  ) {
    let outer = (context.inputType, context.parentInputType, context.inputHasDefault)
    context.parentInputType = context.inputType
    context.inputType = type
    context.inputHasDefault = hasDefault
    surround(node, kind, in: definition)
    (context.inputType, context.parentInputType, context.inputHasDefault) = outer
  }

  private func variableType(_ node: NodeID) -> TypeReference? {
    guard let type = document.type(node).flatMap(context.typeReference) else { return nil }
    return context.schema[type.namedType].kind.isInput ? type : nil
  }

  private func visitArgument(_ node: NodeID, in definition: Int?) {
    // Arguments of unknown directives are looked up in the field around them, as the reference implementation does.
    let definitions = context.directive?.arguments ?? context.field?.arguments ?? []
    let name = context.name(node)
    context.argument = definitions.first { $0.name == name }
    visitInput(
      node, .argument, context.argument?.type, hasDefault: context.argument?.defaultValue != nil, in: definition)
    context.argument = nil
  }

  private func visitObjectField(_ node: NodeID, in definition: Int?) {
    let object = context.inputType.map { context.schema[$0.namedType] }
    let field = object?.inputField(context.name(node))
    visitInput(node, .objectField, field?.type, hasDefault: field?.defaultValue != nil, in: definition)
  }

  private func recordUsage(_ node: NodeID, in definition: Int) {
    context.variableUsages[definition].append(
      VariableUsage(
        node: node, name: document.nameID(node), type: context.inputType, parentType: context.parentInputType,
        hasDefault: context.inputHasDefault))
  }
}

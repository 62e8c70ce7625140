public import GraphQLSchema
public import GraphQLSyntax

extension CacheRules {
  /// The policy of an operation.
  ///
  /// Every field that the answer may hold is looked at, on every type that an object may turn out to be, so the policy
  /// is safe whatever the data are. Each selection set is visited once per type.
  ///
  /// - Parameters:
  ///   - document: a valid document.
  ///   - conditions: the values of the variables that `@skip` and `@include` use.
  public func policy(_ document: Document, operation: NodeID, conditions: [String: Bool]) -> CachePolicy {
    var walk = CachePolicyWalk(rules: self, document: document, conditions: conditions)
    walk.visit(operation)
    return walk.makePolicy(operation)
  }

  /// What an operation changes: for a mutation the evictions of all its root fields, for others nothing.
  public func evictions(
    _ document: Document, operation: NodeID, conditions: [String: Bool], variables: [String: InputValue]
  ) -> [Eviction] {
    guard document.operationType(operation) == .mutation, let root = schema.mutationType else { return [] }
    let walk = CachePolicyWalk(rules: self, document: document, conditions: conditions)
    return walk.rootFields(operation, root).flatMap { field in
      evictions(ofMutation: document.name(field)) { name in
        switch walk.argument(field, name) {
        case .variable(let variable)?: variables[variable]?.text
        case .string(let text, _)?, .int(let text)?: text
        default: nil
        }
      }
    }
  }
}

/// The walk over one operation.
private struct CachePolicyWalk {
  let rules: CacheRules
  let document: Document
  let conditions: [String: Bool]
  private let fragments: [NameID: NodeID]
  private var overall = CacheHint()
  private var waiting: [Visit] = []
  private var seen: Set<Visit> = []
  /// Types of objects that may be any.
  private var types: Set<TypeID> = []
  /// Tags of objects that are known by a literal id.
  private var known: Set<String> = []
  private var coordinates: Set<String> = []
  private var entities: [CachePolicy.EntityReference] = []

  private struct Visit: Hashable {
    let selectionSet: NodeID
    let type: TypeID
  }

  init(rules: CacheRules, document: Document, conditions: [String: Bool]) {
    self.rules = rules
    self.document = document
    self.conditions = conditions
    fragments = document.fragmentsByName
  }

  mutating func visit(_ operation: NodeID) {
    guard document.operationType(operation) == .query, let root = rules.schema.queryType,
      let selectionSet = document.selectionSet(operation)
    else { return }
    push(selectionSet, root)
    while let next = waiting.popLast() {
      for selection in document.children(next.selectionSet) where document.isIncluded(selection, conditions: conditions)
      {
        visit(selection, next.type)
      }
      // Nothing can make it cacheable again.
      if overall.maxAge == 0 { return }
    }
  }

  func makePolicy(_ operation: NodeID) -> CachePolicy {
    let variables = document.variableDefinitions(operation).compactMap { definition in
      document.type(definition).flatMap { rules.schema.typeReference(document, $0) }
        .map { CachePolicy.Variable(name: document.name(definition), type: $0) }
    }
    var names = Set(types.map { rules.schema[$0].name })
    for type in types { names.formUnion(rules.relatedTypes[type.index].map { rules.schema[$0].name }) }
    return CachePolicy(
      maxAge: overall.maxAge ?? 0, isPrivate: overall.isPrivate ?? false,
      tags: Array(names.union(known).union(coordinates)), variables: variables, entities: entities, rules: rules)
  }

  // MARK: Selections

  private mutating func push(_ selectionSet: NodeID, _ type: TypeID) {
    let visit = Visit(selectionSet: selectionSet, type: type)
    if seen.insert(visit).inserted { waiting.append(visit) }
  }

  private mutating func visit(_ selection: NodeID, _ type: TypeID) {
    switch document.kind(selection) {
    case .field: visitField(selection, type)
    case .inlineFragment:
      guard let inner = document.selectionSet(selection),
        rules.schema.doesFragmentTypeApply(document, selection, to: type)
      else { return }
      push(inner, type)
    case .fragmentSpread:
      guard let fragment = fragments[document.nameID(selection)], let inner = document.selectionSet(fragment),
        rules.schema.doesFragmentTypeApply(document, fragment, to: type)
      else { return }
      push(inner, type)
    default: break
    }
  }

  private mutating func visitField(_ node: NodeID, _ parent: TypeID) {
    if document.name(node, is: "__typename") { return }
    guard let index = rules.schema[parent].fieldIndex(document.name(node)) else {
      // __schema and __type are root fields without a hint.
      overall.maxAge = 0
      return
    }
    let field = rules.schema[parent].fields[index]
    overall.restrict(to: rules.hint(parent, index))
    coordinates.formUnion(rules.watchedCoordinates(parent, index))
    for argument in field.arguments { visitArgument(argument, of: node) }
    let target = field.type.namedType
    guard rules.schema[target].kind.isComposite else { return }
    let possible = rules.schema.possibleTypes(target)
    if !noteEntity(node, field, parent) { types.formUnion(possible) }
    guard let selectionSet = document.selectionSet(node) else { return }
    for type in possible { push(selectionSet, type) }
  }

  /// The root fields of the operation, in fragments or not.
  func rootFields(_ operation: NodeID, _ root: TypeID) -> [NodeID] {
    var fields: [NodeID] = []
    var visited: Set<NodeID> = []
    var waiting = document.selectionSet(operation).map { [$0] } ?? []
    while let next = waiting.popLast() {
      guard visited.insert(next).inserted else { continue }
      for selection in document.children(next) where document.isIncluded(selection, conditions: conditions) {
        switch document.kind(selection) {
        case .field: fields.append(selection)
        case .inlineFragment: waiting += document.selectionSet(selection).map { [$0] } ?? []
        case .fragmentSpread:
          waiting += fragments[document.nameID(selection)].flatMap(document.selectionSet).map { [$0] } ?? []
        default: break
        }
      }
    }
    return fields
  }

  // MARK: Arguments

  func argument(_ field: NodeID, _ name: String) -> ValueLiteral? {
    for argument in document.arguments(field) where document.name(argument) == name {
      return document.value(argument).map(document.literal)
    }
    return nil
  }

  /// A root field that answers one object of one type by the argument `id`. Answers false for all others.
  private mutating func noteEntity(_ node: NodeID, _ field: FieldDefinition, _ parent: TypeID) -> Bool {
    let target = rules.schema[field.type.namedType]
    guard parent == rules.schema.queryType, !field.type.isList, target.kind == .object, target.field("id") != nil
    else { return false }
    let typeName = target.name
    switch argument(node, "id") {
    case .variable(let variable)?:
      entities.append(CachePolicy.EntityReference(typeName: typeName, variable: variable))
    case .string(let id, _)?, .int(let id)?: known.formUnion(rules.entityTags(typeName, id: id))
    default: return false
    }
    return true
  }

  /// Notes the watched input fields of an argument. Those in variables are noted when the values are known.
  private mutating func visitArgument(_ definition: InputValueDefinition, of field: NodeID) {
    let type = definition.type.namedType
    guard rules.reachesWatchedInput[type.index],
      let value = argument(field, definition.name) ?? definition.defaultValue
    else { return }
    visit(value, type)
  }

  private mutating func visit(_ value: ValueLiteral, _ type: TypeID) {
    switch value {
    case .list(let items):
      for item in items { visit(item, type) }
    case .object(let fields):
      let definition = rules.schema[type]
      for field in definition.inputFields {
        guard let value = fields.first(where: { $0.name == field.name })?.value ?? field.defaultValue else { continue }
        if rules.watchedInputs[type.index].contains(field.name) {
          coordinates.insert("\(definition.name).\(field.name)")
        }
        if rules.reachesWatchedInput[field.type.namedType.index] { visit(value, field.type.namedType) }
      }
    default: break
    }
  }
}

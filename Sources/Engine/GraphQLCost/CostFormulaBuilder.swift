import GraphQLSchema
import GraphQLSyntax

/// Makes the formula of one operation.
///
/// The selections of a field are merged and computed once per type and size, so a fragment that is spread often is not
/// walked through often. Documents can still be made whose merged selections differ on every type at every level; for
/// these the number of steps is bounded, and whoever needs more has an unbounded cost.
struct CostFormulaBuilder {
  let rules: CostRules
  let document: Document
  let conditions: [String: Bool]
  private let isByCoordinate: Bool
  private(set) var steps: [CostFormula.Step] = []
  private let fragments: [NameID: NodeID]
  private var known: [SelectionKey: CostFormula.Operand] = [:]
  private var selectionsLeft = 50_000

  /// Deeper documents cost too much: the builder calls itself once per level.
  private static let depthLimit = 100

  /// What a field's objects are asked for.
  private struct SelectionKey: Hashable {
    /// The occurrences of the field.
    let fields: [NodeID]
    let type: TypeID
    let sizedFields: SizedFields?
  }

  /// The size that a field with `sizedFields` hands to the fields of its object.
  private struct SizedFields: Hashable {
    let names: [String]
    let size: ListSize
  }

  init(rules: CostRules, document: Document, conditions: [String: Bool], isByCoordinate: Bool) {
    self.rules = rules
    self.document = document
    self.conditions = conditions
    self.isByCoordinate = isByCoordinate
    fragments = document.fragmentsByName
  }

  mutating func build(_ operation: NodeID) -> CostFormula.Operand {
    guard let root = rules.schema.rootType(document.operationType(operation)) else { return .constant(.zero) }
    let operand = object([operation], root.id, weight(of: root.id, objects: 0), nil, depth: 0)
    return selectionsLeft > 0 ? operand : .constant(.unbounded)
  }

  // MARK: Objects

  /// The cost of one value of a field.
  private mutating func item(
    _ fields: [NodeID], _ type: TypeID, _ sizedFields: SizedFields?, depth: Int
  ) -> CostFormula.Operand {
    guard rules.schema[type].kind.isComposite else {
      return .constant(weight(of: type, objects: 0))
    }
    let key = SelectionKey(fields: fields, type: type, sizedFields: sizedFields)
    if let operand = known[key] { return operand }
    guard depth < Self.depthLimit, selectionsLeft > 0 else { return .constant(.unbounded) }
    let operand: CostFormula.Operand
    if rules.schema[type].kind.isAbstract {
      let operands = rules.schema.possibleTypes(type).map { item(fields, $0, sizedFields, depth: depth) }
      operand = greatest(operands)
    } else {
      operand = object(fields, type, weight(of: type, objects: 1), sizedFields, depth: depth + 1)
    }
    known[key] = operand
    return operand
  }

  /// What a value of a type costs by itself.
  private func weight(of type: TypeID, objects: Int) -> CostAmount {
    CostAmount(
      weight: rules.weight(ofType: type), objects: objects, of: isByCoordinate ? rules.schema[type].name : nil)
  }

  private mutating func greatest(_ operands: [CostFormula.Operand]) -> CostFormula.Operand {
    var known = CostAmount.zero
    var others: [Int] = []
    for operand in operands {
      switch operand {
      case .constant(let amount): known = known.union(amount)
      case .step(let index): others.append(index)
      }
    }
    return others.isEmpty ? .constant(known) : append(.greatest(known, others))
  }

  /// The cost of one object of a type: of its fields, and what it costs without them.
  private mutating func object(
    _ parents: [NodeID], _ type: TypeID, _ start: CostAmount, _ sizedFields: SizedFields?, depth: Int
  ) -> CostFormula.Operand {
    var sum = start
    var terms: [CostFormula.Term] = []
    for occurrences in collectFields(of: parents, on: type) {
      guard let term = term(occurrences, type, sizedFields, depth: depth) else { continue }
      if term.weight.variables.isEmpty, case .constant(let size) = term.size, case .constant(let item) = term.item {
        sum = sum + term.weight.value([:], rules) + item.times(size)
      } else {
        terms.append(term)
      }
    }
    return terms.isEmpty ? .constant(sum) : append(.sum(sum, terms))
  }

  private mutating func append(_ step: CostFormula.Step) -> CostFormula.Operand {
    steps.append(step)
    return .step(steps.count - 1)
  }

  private mutating func term(
    _ occurrences: [NodeID], _ parent: TypeID, _ sizedFields: SizedFields?, depth: Int
  ) -> CostFormula.Term? {
    let node = occurrences[0]
    guard let (definition, type, cost) = field(node, parent) else { return nil }
    let own = cost.listSize.map { listSize($0, node, definition) } ?? .constant(1)
    let inherited = sizedFields.flatMap { $0.names.contains(document.name(node)) ? $0.size : nil }
    let handed = cost.listSize.flatMap { rule in
      rule.sizedFields.isEmpty ? nil : SizedFields(names: rule.sizedFields, size: own)
    }
    var weight = weight(cost, node, definition)
    if isByCoordinate { weight.coordinate = "\(rules.schema[parent].name).\(document.name(node))" }
    return CostFormula.Term(
      weight: weight, size: cost.isList ? inherited ?? own : .constant(1),
      item: item(occurrences, type, handed, depth: depth))
  }

  /// A field's definition, its named type and its cost; nil where it costs nothing.
  private func field(_ node: NodeID, _ parent: TypeID) -> (FieldDefinition?, TypeID, FieldCost)? {
    let schema = rules.schema
    if let index = schema[parent].fieldIndex(document.name(node)) {
      let definition = schema[parent].fields[index]
      return (definition, definition.type.namedType, rules.cost(parent, index))
    }
    guard parent == schema.queryType else { return nil }
    let name = document.name(node, is: "__schema") ? "__Schema" : document.name(node, is: "__type") ? "__Type" : nil
    return name.flatMap { schema.type(named: $0) }.map { (nil, $0.id, .introspectionRoot) }
  }

  /// `CollectFields` (specification, section 6.3.2): occurrences by response key.
  private mutating func collectFields(of parents: [NodeID], on type: TypeID) -> [[NodeID]] {
    var groups: [[NodeID]] = []
    var positions: [NameID: Int] = [:]
    var visited: Set<NameID> = []
    var waiting = parents.reversed().compactMap { document.selectionSet($0) }.flatMap(reversedChildren)
    while let selection = waiting.popLast(), selectionsLeft > 0 {
      selectionsLeft -= 1
      guard document.isIncluded(selection, conditions: conditions) else { continue }
      switch document.kind(selection) {
      case .field:
        let position = positions[document.responseKeyID(selection)] ?? groups.count
        if position == groups.count {
          positions[document.responseKeyID(selection)] = position
          groups.append([])
        }
        groups[position].append(selection)
      case .fragmentSpread:
        let name = document.nameID(selection)
        if visited.insert(name).inserted, let fragment = fragments[name] { enter(fragment, type, &waiting) }
      default: enter(selection, type, &waiting)
      }
    }
    return groups
  }

  private func enter(_ fragment: NodeID, _ type: TypeID, _ waiting: inout [NodeID]) {
    guard let inner = document.selectionSet(fragment),
      rules.schema.doesFragmentTypeApply(document, fragment, to: type)
    else { return }
    waiting += reversedChildren(inner)
  }

  private func reversedChildren(_ set: NodeID) -> [NodeID] { Array(document.children(set)).reversed() }
}

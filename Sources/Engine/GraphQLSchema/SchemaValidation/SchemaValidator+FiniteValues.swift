import GraphQLSyntax

/// Every input object has a value that can be written down (specification, section 3.10, "Circular References").
extension SchemaValidator {
  mutating func validateFiniteValues() {
    var search = InfiniteInputObjects(schema: schema)
    search.run()
    for cycle in search.cycles {
      let fields = cycle.fields.map { "\($0.type).\($0.field.name)" }
      report(
        "Input Object \(cycle.type) cannot be provided a finite value because it references itself through fields: "
          + "\(fields.joined(separator: ", ")).", at: cycle.fields.map { $0.field.syntax?.location })
    }
  }
}

/// Finds the input objects whose every value would contain another value of the same type.
///
/// First it marks, from the leaves up, the types that have a finite value: a type needs the types of all its non-null
/// fields; a OneOf type needs that of any field. Then it looks for cycles among the others.
///
/// Worked example: with `input A { b: B! }  input B { a: A!, c: C! }  input C { n: Int }`, C is finite; A and B wait
/// for each other, and the cycle is `A.b, B.a`.
struct InfiniteInputObjects {
  struct Edge {
    let type: String
    let field: InputValueDefinition
    let target: TypeID
  }

  struct Cycle {
    let type: String
    let fields: [Edge]
  }

  private let schema: Schema
  private let types: [NamedType]
  private(set) var cycles: [Cycle] = []
  /// The fields of each type that another input object must be given for.
  private var edges: [TypeID: [Edge]] = [:]
  private var finite: Set<TypeID> = []
  private var visited: Set<TypeID> = []
  private var path: [Edge] = []
  private var positions: [TypeID: Int] = [:]

  init(schema: Schema) {
    self.schema = schema
    types = schema.types.filter { $0.kind == .inputObject }
  }

  mutating func run() {
    for type in types {
      edges[type.id] = type.inputFields.compactMap { field in
        target(of: field, in: type).map { Edge(type: type.name, field: field, target: $0) }
      }
    }
    markFinite()
    for type in types where !finite.contains(type.id) { visit(type) }
  }

  /// The input object that a value of the type needs for this field.
  private func target(of field: InputValueDefinition, in type: NamedType) -> TypeID? {
    guard case .named(let target) = type.isOneOf ? field.type : field.type.nullable,
      type.isOneOf || field.type.isNonNull, schema[target].kind == .inputObject
    else { return nil }
    return target
  }

  private mutating func markFinite() {
    var dependents: [TypeID: [NamedType]] = [:]
    var unresolved: [TypeID: Int] = [:]
    var pending: [TypeID] = []
    for type in types {
      let targets = edges[type.id] ?? []
      for edge in targets { dependents[edge.target, default: []].append(type) }
      unresolved[type.id] = targets.count
      let isFinite = type.isOneOf ? targets.isEmpty || targets.count < type.inputFields.count : targets.isEmpty
      if isFinite && finite.insert(type.id).inserted { pending.append(type.id) }
    }
    while let next = pending.popLast() {
      for dependent in dependents[next] ?? [] where !finite.contains(dependent.id) {
        unresolved[dependent.id, default: 1] -= 1
        guard dependent.isOneOf || unresolved[dependent.id] == 0 else { continue }
        finite.insert(dependent.id)
        pending.append(dependent.id)
      }
    }
  }

  /// Follows the edges between types without a finite value; each type is entered once.
  private mutating func visit(_ type: NamedType) {
    guard visited.insert(type.id).inserted else { return }
    positions[type.id] = path.count
    for edge in edges[type.id] ?? [] where !finite.contains(edge.target) {
      path.append(edge)
      if let start = positions[edge.target] {
        cycles.append(Cycle(type: schema[edge.target].name, fields: Array(path[start...])))
      } else {
        visit(schema[edge.target])
      }
      path.removeLast()
    }
    positions[type.id] = nil
  }
}

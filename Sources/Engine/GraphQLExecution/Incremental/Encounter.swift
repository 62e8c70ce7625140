import GraphQLSyntax

/// A place of the response of which something follows later, as the writer came upon it.
struct Encounter {
  enum Part {
    /// An object of a selection with deferred fields.
    case fields(SelectionState, row: Int)
    /// A list with items that are still to come.
    case items(SelectionState, field: Int, position: Int)
  }

  let part: Part
  let path: [PathElement]
  let scope: DeferScope

  /// The selection of the object, or of the field with the list.
  var state: SelectionState {
    switch part {
    case .fields(let state, _), .items(let state, _, _): state
    }
  }
}

/// Work that was put off: what is executed for a part of the response that follows.
enum LaterWork: Sendable {
  case fields(DeferredFields)
  case items(StreamedItems)

  /// The groups that wait for it, by place.
  var groups: [[DeliveryGroup]] {
    switch self {
    case .fields(let fields): fields.places.map(\.groups)
    case .items(let items): items.places.map { [$0.group] }
    }
  }
}

/// Deferred fields of all objects of one batch: executed once, delivered at every place where such an object stands.
struct DeferredFields: Sendable {
  struct Place: Sendable {
    let row: Int
    let path: [PathElement]
    let scope: DeferScope
    /// The fragments that the fields belong to.
    let groups: [DeliveryGroup]
  }

  let selection: SelectionPlan
  let batch: any AnyBatch
  let depth: Int
  let places: [Place]
}

/// The items of a list field that follow: those that are there already, and those that a source still gives.
struct StreamedItems: Sendable {
  struct Place: Sendable {
    /// Which of the lists.
    let position: Int
    let path: [PathElement]
    let group: DeliveryGroup
    /// The index of the next item in the list of the response.
    let nextIndex: Int
  }

  let field: FieldPlan
  let depth: Int
  let places: [Place]
  /// For each position its items. Nil where they are all still to come.
  let items: ListColumn?
  /// Gives more items of the only list.
  let source: ItemSource?
}

extension [Encounter] {
  /// The work that these places need: that of one batch together.
  func works() -> [LaterWork] {
    var order: [ObjectIdentifier] = []
    var byState: [ObjectIdentifier: [Encounter]] = [:]
    for encounter in self {
      let state = ObjectIdentifier(encounter.state)
      if byState[state] == nil { order.append(state) }
      byState[state, default: []].append(encounter)
    }
    return order.flatMap { Self.works(byState[$0] ?? []) }
  }

  /// - Parameter encounters: all of one selection state.
  private static func works(_ encounters: [Encounter]) -> [LaterWork] {
    guard let state = encounters.first?.state else { return [] }
    let fields = state.plan.deferred.map { deferred in
      LaterWork.fields(
        DeferredFields(
          selection: deferred.selection, batch: state.batch, depth: state.depth,
          places: encounters.compactMap { $0.place(deferred.usages) }))
    }
    return fields
      + state.streams.sorted { $0.key < $1.key }.compactMap { index, rest in
        let field = state.plan.fields[index]
        let places = encounters.compactMap { $0.place(of: index, field, rest) }
        guard !places.isEmpty else { return nil }
        return .items(
          StreamedItems(
            field: field.streamedItems, depth: state.depth, places: places, items: rest.items, source: rest.source))
      }
  }
}

extension Encounter {
  fileprivate func place(_ usages: [DeferUsage]) -> DeferredFields.Place? {
    guard case .fields(_, let row) = part else { return nil }
    return DeferredFields.Place(row: row, path: path, scope: scope, groups: usages.compactMap { scope[$0] })
  }

  fileprivate func place(of index: Int, _ field: FieldPlan, _ rest: StreamRest) -> StreamedItems.Place? {
    guard case .items(_, index, let position) = part else { return nil }
    let group = DeliveryGroup(label: field.stream?.label, path: path, parents: scope.enclosing, isStream: true)
    return StreamedItems.Place(position: position, path: path, group: group, nextIndex: rest.initialCounts[position])
  }
}

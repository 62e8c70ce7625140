import GraphQLJSON
import GraphQLSyntax

/// Deferred fields of one object, executed.
struct FieldsPart: Sendable {
  let place: DeferredFields.Place
  /// The object's JSON; nil where a null reached the object itself.
  let data: [UInt8]?
  let errors: [GraphQLError]
}

/// Items of one streamed list, executed.
struct ItemsPart: Sendable {
  let place: StreamedItems.Place
  /// The JSON of the list; nil where there are no items.
  var items: [UInt8]?
  /// Errors below the items.
  var errors: [GraphQLError] = []
  /// Why the list ends here: an item is null that must not be.
  var failure: [GraphQLError]?
}

extension ResponseWriter {
  /// Writes the objects of a selection for each place where one stands.
  static func write(
    _ state: SelectionState, at places: [DeferredFields.Place]
  ) -> (parts: [FieldsPart], later: [LaterWork]) {
    let layout = SelectionLayout(state)
    var parts: [FieldsPart] = []
    var encounters: [Encounter] = []
    for place in places {
      var writer = ResponseWriter(capacity: 256, at: place.path, scope: place.scope.entering(place.groups))
      let fault = state.failure ?? state.plan.fault
      if let fault { writer.errors.append(fault) }
      let isWritten = fault == nil && writer.writeObject(layout, place.row)
      if isWritten { encounters += writer.encounters }
      let errors = writer.errors
      parts.append(FieldsPart(place: place, data: isWritten ? writer.json.finish() : nil, errors: errors))
    }
    return (parts, encounters.works())
  }

  /// Writes the items of the lists that stand at each place.
  ///
  /// - Parameter state: its only field is the list.
  static func write(
    _ lists: ListColumn, of state: SelectionState, at places: [StreamedItems.Place]
  ) -> (parts: [ItemsPart], later: [LaterWork]) {
    let layout = SelectionLayout(state)
    var encounters: [Encounter] = []
    let parts = places.map { place in
      var writer = ResponseWriter(capacity: 256, at: place.path, scope: DeferScope(enclosing: [place.group]))
      let failure = writer.writeItems(lists, of: layout, at: place)
      encounters += writer.encounters
      let errors = writer.errors
      let items = writer.json.finish()
      return ItemsPart(place: place, items: items.count > 2 ? items : nil, errors: errors, failure: failure)
    }
    return (parts, encounters.works())
  }

  /// - Returns: why the list ends before its last item.
  private mutating func writeItems(
    _ lists: ListColumn, of layout: SelectionLayout, at place: StreamedItems.Place
  ) -> [GraphQLError]? {
    let field = layout.state.plan.fields[0]
    let first = Int(lists.offsets[place.position])
    json.byte(UInt8(ascii: "["))
    defer { json.byte(UInt8(ascii: "]")) }
    for item in first..<Int(lists.offsets[place.position + 1]) {
      let before = (mark: mark, errors: errors.count)
      if item > first { json.byte(UInt8(ascii: ",")) }
      let index = place.nextIndex + item - first
      if writeItem(lists.inner, item, field, layout.children[0], level: 1, index: index) { continue }
      cut(to: before.mark)
      let failure = Array(errors[before.errors...])
      errors.removeLast(failure.count)
      return failure
    }
    return nil
  }
}

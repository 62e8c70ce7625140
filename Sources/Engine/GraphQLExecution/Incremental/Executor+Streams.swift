import GraphQLSyntax

/// A list whose items come one after the other, and how many of them are waited for.
struct StreamedField {
  let state: SelectionState
  let field: Int
  let source: ItemSource
  let initialCount: Int
  let began: ContinuousClock.Instant?
}

extension Executor {
  /// The part of a streamed field's lists that is delivered at once; the rest is kept for later.
  func first(of column: Column, _ state: SelectionState, _ index: Int) -> Column {
    guard let stream = state.plan.fields[index].stream, case .list(let list) = column.content else { return column }
    do throws(GraphQLError) {
      let count = Int32(clamping: try stream.initialCount(variables))
      let positions = (0..<Int32(truncatingIfNeeded: state.batch.count)).map { $0 }
      let rest = list.slice(positions) { $0.dropFirst(Int(count)) }
      guard rest.offsets.last != 0 else { return column }
      let first = list.slice(positions) { $0.prefix(Int(count)) }
      let counts = positions.map { Int(first.offsets[Int($0) + 1] - first.offsets[Int($0)]) }
      state.streams[index] = StreamRest(items: rest, source: nil, initialCounts: counts)
      return Column(.list(first), errors: column.errors)
    } catch {
      return Column(.failure(error))
    }
  }

  /// Waits for the first items of a list that a source gives.
  mutating func begin(_ field: StreamedField) async {
    defer { note(field.field, of: field.state, since: field.began) }
    do {
      let wanted = field.initialCount
      let chunk = wanted > 0 ? try await field.source.next(wanted) : nil
      let count = chunk?.count ?? 0
      let source = count < wanted ? nil : field.source
      let items = chunk?.items ?? Column(.leaf(LeafColumn { _, _ in false }))
      let list = ListColumn(offsets: [0, Int32(clamping: count)], inner: items)
      let rest = count > wanted ? list.slice([0]) { $0.dropFirst(wanted) } : nil
      if rest != nil || source != nil {
        field.state.streams[field.field] = StreamRest(
          items: rest, source: source, initialCounts: [min(count, wanted)])
      }
      let first = rest == nil ? list : list.slice([0]) { $0.prefix(wanted) }
      set(field.state, field.field, Column(.list(first)), DeniedPositions(), isWhole: true)
    } catch {
      field.state.columns[field.field] = Column(.failure(context.presentError(error)))
    }
  }
}

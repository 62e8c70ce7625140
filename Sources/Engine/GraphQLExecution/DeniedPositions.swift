import GraphQLSyntax

/// The positions of a column that a guard keeps from whoever asks.
struct DeniedPositions: Sendable {
  var errors: [Int: GraphQLError] = [:]
  /// Whether the positions are null without a word.
  var isHidden = false

  func apply(to column: inout Column) {
    guard !errors.isEmpty else { return }
    if isHidden {
      column = column.hiding(Set(errors.keys))
    } else {
      column.errors.merge(errors) { _, denial in denial }
    }
  }
}

extension Column {
  /// A column of which every position is null.
  static let nulls = Column(.leaf(LeafColumn { _, _ in false }))

  /// The same column with null at these positions, whatever stood there.
  func hiding(_ positions: Set<Int>) -> Column {
    let errors = errors.filter { !positions.contains($0.key) }
    return Column(content.hiding(positions), errors: errors)
  }
}

extension Column.Content {
  fileprivate func hiding(_ positions: Set<Int>) -> Column.Content {
    switch self {
    case .leaf(let leaf):
      return .leaf(LeafColumn { position, writer in !positions.contains(position) && leaf.write(position, &writer) })
    case .list(let list):
      return .list(ListColumn(offsets: list.offsets, nulls: (list.nulls ?? []).union(positions), inner: list.inner))
    case .objects(let objects): return .objects(objects.hiding(positions))
    case .finished, .failure: return self
    }
  }
}

extension ObjectColumn {
  fileprivate func hiding(_ positions: Set<Int>) -> ObjectColumn {
    let count = rows?.count ?? groups.first?.batch.count ?? 0
    let shown = (0..<count).map { positions.contains($0) ? -1 : Int32(truncatingIfNeeded: row($0)) }
    guard let groupOfPosition else { return ObjectColumn(groups[0].batch, typeName: groups[0].typeName, rows: shown) }
    return ObjectColumn(groups: groups, groupOfPosition: groupOfPosition, rows: shown)
  }
}

extension Column {
  /// The values at these positions, in this order. The positions are valid.
  ///
  /// Objects that no position refers to are left out of the batches, so that nothing is resolved for them.
  func gathering(_ positions: [Int32]) -> Column {
    var gathered = Column(content.gathering(positions))
    if errors.isEmpty { return gathered }
    for (index, position) in positions.enumerated() {
      if let error = errors[Int(position)] { gathered.errors[index] = error }
    }
    return gathered
  }
}

extension Column.Content {
  fileprivate func gathering(_ positions: [Int32]) -> Column.Content {
    switch self {
    case .leaf(let leaf):
      return .leaf(LeafColumn { index, writer in leaf.write(Int(positions[index]), &writer) })
    case .objects(let objects): return .objects(objects.gathering(positions))
    case .list(let list): return .list(list.gathering(positions))
    case .finished, .failure: return self
    }
  }
}

extension ObjectColumn {
  fileprivate func gathering(_ positions: [Int32]) -> ObjectColumn {
    let rows = positions.map { Int32(truncatingIfNeeded: row(Int($0))) }
    let groupOfPosition = self.groupOfPosition.map { all in positions.map { all[Int($0)] } }
    var places = rows
    var groups: [Group] = []
    for (index, group) in self.groups.enumerated() {
      let own = rows.indices.filter { position in groupOfPosition.map { Int($0[position]) == index } ?? true }
      let used = UsedRows(own.map { rows[$0] }, count: group.batch.count)
      for (place, position) in zip(used.places, own) { places[position] = place }
      let batch = used.areAll ? group.batch : group.batch.gathering(used.rows)
      groups.append(Group(typeName: group.typeName, batch: batch))
    }
    guard let groupOfPosition else { return ObjectColumn(groups[0].batch, typeName: groups[0].typeName, rows: places) }
    return ObjectColumn(groups: groups, groupOfPosition: groupOfPosition, rows: places)
  }
}

extension ListColumn {
  fileprivate func gathering(_ positions: [Int32]) -> ListColumn {
    slice(positions) { $0 }
  }

  /// A part of the list of each of these positions.
  ///
  /// - Parameter part: which of a list's inner positions to keep.
  func slice(_ positions: [Int32], _ part: (Range<Int32>) -> Range<Int32>) -> ListColumn {
    var kept: [Int32] = []
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(positions.count + 1)
    var nulls: Set<Int> = []
    for (index, position) in positions.enumerated() {
      kept += part(self.offsets[Int(position)]..<self.offsets[Int(position) + 1])
      offsets.append(Int32(truncatingIfNeeded: kept.count))
      if self.nulls?.contains(Int(position)) == true { nulls.insert(index) }
    }
    return ListColumn(offsets: offsets, nulls: nulls.isEmpty ? nil : nulls, inner: inner.gathering(kept))
  }
}

extension LoadRequest {
  /// Leaves of entities: one value per key, read from the record that the loader of `typeName` finds.
  ///
  /// For fields whose values live in a record beside their parent. All fields that ask for one record share its load;
  /// a key without a record is null.
  ///
  /// - Parameter leaf: makes the column of the loaded records; its positions are theirs.
  public static func leaves<Key: Hashable & Sendable, Record: ObjectSource>(
    _ typeName: String, keys: [Key?], of record: Record.Type,
    _ leaf: @escaping @Sendable (Batch<Record>) -> LeafColumn
  ) -> LoadRequest {
    LoadRequest(typeName, keys: keys) { $0.leaves(of: record, leaf) }
  }
}

extension Column {
  /// The leaf column of objects of one type; a failed column stays what it is.
  fileprivate func leaves<Record: ObjectSource>(
    of record: Record.Type, _ leaf: (Batch<Record>) -> LeafColumn
  ) -> Column {
    guard case .objects(let objects) = content, let loaded = objects.groups.first?.batch else { return self }
    guard let batch = loaded as? Batch<Record> else {
      preconditionFailure("a loader answered \(type(of: loaded)) where \(Record.self) was meant")
    }
    let leaf = leaf(batch)
    return Column(
      .leaf(
        LeafColumn { position, writer in
          let row = objects.row(position)
          return row >= 0 && leaf.write(row, &writer)
        }), errors: errors)
  }
}

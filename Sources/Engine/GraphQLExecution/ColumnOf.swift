/// A column whose type the compiler knows: what a typed resolver answers.
public struct ColumnOf<Output: OutputType>: Sendable {
  /// The same without its type.
  public let column: Column

  /// Types an untyped column. The caller vouches for it.
  @inlinable
  public init(unchecked column: Column) { self.column = column }
}

extension ColumnOf where Output: LeafOutput {
  /// One value per parent. Values that the scalar cannot represent become field errors.
  @inlinable
  public static func values(_ values: [Output]) -> ColumnOf {
    var column = Column(.leaf(LeafColumn { position, writer in values[position].write(into: &writer) }))
    for position in values.indices {
      if let error = values[position].resultError { column.errors[position] = error }
    }
    return ColumnOf(unchecked: column)
  }
}

extension ColumnOf where Output: CompositeOutput {
  /// One object per parent.
  @inlinable
  public static func objects<Source: ObjectSource>(_ sources: [Source]) -> ColumnOf
  where Source.Storage == SourceList<Source> {
    ColumnOf(unchecked: Column(.objects(ObjectColumn(Batch<Source>(sources)))))
  }

  /// One object per parent: row `rows[p]` of the batch, or row `p` without `rows`.
  @inlinable
  public static func objects<Source>(_ batch: Batch<Source>, rows: [Int32]? = nil) -> ColumnOf {
    ColumnOf(unchecked: Column(.objects(ObjectColumn(batch, rows: rows))))
  }

  /// Each parent is its own object again, seen as another type: an edge's node, a payload's part.
  @inlinable
  public static func same<Source>(_ parents: Batch<Source>) -> ColumnOf { objects(parents) }
}

extension ColumnOf {
  /// One object or null per parent.
  @inlinable
  public static func objects<Source: ObjectSource, Composite: CompositeOutput>(_ sources: [Source?]) -> ColumnOf
  where Output == Composite?, Source.Storage == SourceList<Source> {
    var present: [Source] = []
    let rows = sources.map { source -> Int32 in
      guard let source else { return -1 }
      present.append(source)
      return Int32(truncatingIfNeeded: present.count - 1)
    }
    return ColumnOf(unchecked: Column(.objects(ObjectColumn(Batch<Source>(present), rows: rows))))
  }

  /// One object per parent: row `rows[p]` of the batch; -1 is null.
  @inlinable
  public static func objects<Source, Composite: CompositeOutput>(
    _ batch: Batch<Source>, rows: [Int32]
  ) -> ColumnOf where Output == Composite? {
    ColumnOf(unchecked: Column(.objects(ObjectColumn(batch, rows: rows))))
  }

  /// A list of objects per parent; `offsets[p]..<offsets[p + 1]` are the rows of parent `p`.
  @inlinable
  public static func lists<Source, Composite: CompositeOutput>(
    _ batch: Batch<Source>, offsets: [Int32]
  ) -> ColumnOf where Output == [Composite] {
    let inner = Column(.objects(ObjectColumn(batch)))
    return ColumnOf(unchecked: Column(.list(ListColumn(offsets: offsets, inner: inner))))
  }

  /// A list of objects per parent.
  @inlinable
  public static func lists<Source: ObjectSource, Composite: CompositeOutput>(_ lists: [[Source]]) -> ColumnOf
  where Output == [Composite], Source.Storage == SourceList<Source> {
    .lists(Batch<Source>(lists.flatMap { $0 }), offsets: Self.offsets(lists.map(\.count)))
  }

  /// A list of objects or null per parent.
  @inlinable
  public static func lists<Source: ObjectSource, Composite: CompositeOutput>(_ lists: [[Source]?]) -> ColumnOf
  where Output == [Composite]?, Source.Storage == SourceList<Source> {
    let batch = Batch<Source>(lists.flatMap { $0 ?? [] })
    let nulls = Set(lists.indices.filter { lists[$0] == nil })
    let list = ListColumn(
      offsets: offsets(lists.map { $0?.count ?? 0 }), nulls: nulls.isEmpty ? nil : nulls,
      inner: Column(.objects(ObjectColumn(batch))))
    return ColumnOf(unchecked: Column(.list(list)))
  }

  /// The running sums of lengths, beginning with 0.
  @inlinable
  public static func offsets(_ lengths: [Int]) -> [Int32] {
    var offsets: [Int32] = [0]
    var total: Int32 = 0
    offsets.reserveCapacity(lengths.count + 1)
    for length in lengths {
      total += Int32(truncatingIfNeeded: length)
      offsets.append(total)
    }
    return offsets
  }
}

public import GraphQLJSON
public import GraphQLSyntax

/// All results of one field for one batch: one position per parent, and a sparse table of the positions that failed.
///
/// Columns stay what the data source gave; they become JSON when the writer reaches them.
public struct Column: Sendable {
  /// What a column is made of.
  public indirect enum Content: Sendable {
    /// Scalars and enum values.
    case leaf(LeafColumn)
    /// Objects of one type or of several.
    case objects(ObjectColumn)
    /// Lists of any of these.
    case list(ListColumn)
    /// The only position is a root field that was finished apart from the others, with all below it.
    case finished(FieldOutcome)
    /// Every position failed the same way.
    case failure(GraphQLError)
  }

  /// The results; where a position has an error, that counts.
  public let content: Content
  /// Field errors by position; such a position counts as null.
  public var errors: [Int: GraphQLError]

  /// A column, and the positions that failed.
  @inlinable
  public init(_ content: Content, errors: [Int: GraphQLError] = [:]) {
    self.content = content
    self.errors = errors
  }
}

/// Scalars, enum values, or lists of them.
public struct LeafColumn: Sendable {
  /// Writes the value at a position; answers false and writes nothing where the value is null.
  public typealias Write = @Sendable (_ position: Int, _ writer: inout JSONWriter) -> Bool

  @usableFromInline enum Content: Sendable {
    case cells(CellColumn)
    case values(ValueColumn)
  }

  @usableFromInline let content: Content

  /// Values that a closure writes.
  @inlinable
  public init(_ write: @escaping Write) { content = .values(ValueColumn(write)) }

  /// Cells, read where they lie: the quickest column.
  public init(_ cells: CellColumn) { content = .cells(cells) }

  var values: ValueColumn? {
    if case .values(let values) = content { values } else { nil }
  }

  var cells: CellColumn? {
    if case .cells(let cells) = content { cells } else { nil }
  }

  func write(_ position: Int, _ writer: inout JSONWriter) -> Bool {
    switch content {
    case .cells(let cells): cells.write(position, into: &writer)
    case .values(let values): values.write(position, &writer)
    }
  }
}

/// Values that a closure writes, behind one reference.
@usableFromInline
final class ValueColumn: Sendable {
  let write: LeafColumn.Write

  @usableFromInline init(_ write: @escaping LeafColumn.Write) { self.write = write }
}

/// Objects: for each position a row of a child batch, or null.
///
/// Positions may share a row: fifty diagrams by one author have one author in the child batch.
public struct ObjectColumn: Sendable {
  /// The objects of one concrete type.
  public struct Group: Sendable {
    /// The object type's name; nil where the field's own type is the object type.
    public let typeName: String?
    /// The sources of the objects.
    public let batch: any AnyBatch

    /// Objects of one type.
    @inlinable
    public init(typeName: String? = nil, batch: any AnyBatch) {
      self.typeName = typeName
      self.batch = batch
    }
  }

  /// The row of each position; -1 is null. Nil: position and row are the same.
  @usableFromInline let rows: [Int32]?
  /// The group of each position. Nil: there is one group.
  @usableFromInline let groupOfPosition: [UInt16]?
  @usableFromInline let groups: [Group]

  /// Objects of one type, which is the field's own unless it is named. Without `rows`, position and row are the same.
  @inlinable
  public init(_ batch: any AnyBatch, typeName: String? = nil, rows: [Int32]? = nil) {
    self.rows = rows
    groupOfPosition = nil
    groups = [Group(typeName: typeName, batch: batch)]
  }

  /// Objects of several types.
  public init(groups: [Group], groupOfPosition: [UInt16], rows: [Int32]) {
    self.rows = rows
    self.groupOfPosition = groupOfPosition
    self.groups = groups
  }

  @inline(__always)
  func row(_ position: Int) -> Int {
    guard let rows else { return position }
    return Int(rows[position])
  }

  @inline(__always)
  func group(_ position: Int) -> Int {
    guard let groupOfPosition else { return 0 }
    return Int(groupOfPosition[position])
  }
}

/// Lists: for each position a range of positions of an inner column, or null.
public struct ListColumn: Sendable {
  /// `offsets[p]..<offsets[p + 1]` are the inner positions of position `p`.
  @usableFromInline let offsets: [Int32]
  /// Positions that are null rather than empty; nil where none is.
  @usableFromInline let nulls: Set<Int>?
  @usableFromInline let inner: Column

  /// Lists whose items stand one behind the other in an inner column.
  @inlinable
  public init(offsets: [Int32], nulls: Set<Int>? = nil, inner: Column) {
    self.offsets = offsets
    self.nulls = nulls
    self.inner = inner
  }
}

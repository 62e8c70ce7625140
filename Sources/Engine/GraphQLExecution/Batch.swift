/// What the fields of an object type are resolved from: a row, a record, an event.
///
/// Values keep their own storage, so that a batch of rows can stay a reference to a database result and a list of
/// indices instead of an array of copies.
public protocol ObjectSource: Sendable {
  /// The form in which several of them are kept; an array where nothing else is said.
  associatedtype Storage: SourceStorage = SourceList<Self> where Storage.Element == Self
}

/// An ordered collection of sources that can be picked from and extended.
public protocol SourceStorage: Sendable {
  /// What is kept: a source.
  associatedtype Element: Sendable
  /// A collection without elements.
  init()
  /// The number of elements.
  var count: Int { get }
  /// The element at a position, which is valid.
  subscript(position: Int) -> Element { get }
  /// The elements at these positions, in this order. The positions are valid.
  func gathering(_ positions: [Int32]) -> Self
  /// Adds the elements of another collection behind these.
  mutating func append(contentsOf other: Self)
}

/// Sources that are values in an array.
public struct SourceList<Element: Sendable>: SourceStorage {
  /// The values, in order.
  public var elements: [Element]

  @inlinable
  public init() { elements = [] }
  /// A list of these values.
  @inlinable
  public init(_ elements: [Element]) { self.elements = elements }

  @inlinable
  public var count: Int { elements.count }
  @inlinable
  public subscript(position: Int) -> Element { elements[position] }
  @inlinable
  public func gathering(_ positions: [Int32]) -> SourceList { SourceList(positions.map { elements[Int($0)] }) }
  @inlinable
  public mutating func append(contentsOf other: SourceList) { elements += other.elements }
}

/// All parents of one selection in one request: what a resolver is called with, once.
public final class Batch<Source: ObjectSource>: AnyBatch {
  /// The parents as their source keeps them.
  public let storage: Source.Storage
  /// How many parents there are. Kept, because asking the storage through a protocol costs a look-up of its type.
  public let count: Int

  /// A batch of everything in a collection.
  @inlinable
  public init(_ storage: Source.Storage) {
    self.storage = storage
    count = storage.count
  }

  /// The parent at a position, which is valid.
  @inlinable
  public subscript(position: Int) -> Source { storage[position] }

  public func gathering(_ positions: [Int32]) -> any AnyBatch { Batch(storage.gathering(positions)) }

  /// One value per parent.
  @inlinable
  public func map<Value>(_ transform: (Source) throws -> Value) rethrows -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for position in 0..<count { values.append(try transform(storage[position])) }
    return values
  }
}

extension Batch where Source.Storage == SourceList<Source> {
  /// A batch of values.
  @inlinable
  public convenience init(_ sources: [Source]) { self.init(SourceList(sources)) }
}

/// A batch whose source type only its resolvers know.
public protocol AnyBatch: AnyObject, Sendable {
  /// How many sources there are.
  var count: Int { get }
  /// The sources at these positions, in this order. The positions are valid.
  func gathering(_ positions: [Int32]) -> any AnyBatch
}

/// The source of the root types: nothing but the request.
public struct Root: ObjectSource {
  /// The source of a request.
  public init() {}
}

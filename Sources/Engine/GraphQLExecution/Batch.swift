/// What the fields of an object type are resolved from: a row, a record, an event.
///
/// Values keep their own storage, so that a batch of rows can stay a reference to a database result and a list of
/// indices instead of an array of copies.
public protocol ObjectSource: Sendable {
  associatedtype Storage: SourceStorage = SourceList<Self> where Storage.Element == Self
}

/// An ordered collection of sources that can be picked from and extended.
public protocol SourceStorage: Sendable {
  associatedtype Element: Sendable
  init()
  var count: Int { get }
  subscript(position: Int) -> Element { get }
  /// The elements at these positions, in this order. The positions are valid.
  func gathering(_ positions: [Int32]) -> Self
  mutating func append(contentsOf other: Self)
}

/// Sources that are values in an array.
public struct SourceList<Element: Sendable>: SourceStorage {
  public var elements: [Element]

  @inlinable
  public init() { elements = [] }
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
  public let storage: Source.Storage
  /// How many parents there are. Kept, because asking the storage through a protocol costs a look-up of its type.
  public let count: Int

  @inlinable
  public init(_ storage: Source.Storage) {
    self.storage = storage
    count = storage.count
  }

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
  @inlinable
  public convenience init(_ sources: [Source]) { self.init(SourceList(sources)) }
}

/// A batch whose source type only its resolvers know.
public protocol AnyBatch: AnyObject, Sendable {
  var count: Int { get }
  /// The sources at these positions, in this order. The positions are valid.
  func gathering(_ positions: [Int32]) -> any AnyBatch
}

/// The source of the root types: nothing but the request.
public struct Root: ObjectSource {
  public init() {}
}

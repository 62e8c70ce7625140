import GraphQLSyntax

/// Keys to objects, across all fields of an operation: one call per flush (DataLoader's idea, without its timers).
///
/// Each object type has at most one entity loader; fields of any module refer to its objects by key.
public protocol EntityLoader: Sendable {
  /// What tells one object from another.
  associatedtype Key: Hashable & Sendable
  /// What the objects are resolved from.
  associatedtype Source: ObjectSource
  /// Begins loading distinct keys that were not asked for before in this operation.
  ///
  /// - Parameter selected: what the whole operation reads of these objects.
  /// - Returns: what waits for the outcome. Keys that are missing in it are null.
  func load(
    _ keys: [Key], _ selected: Selected, _ context: ExecutionContext
  ) throws -> @Sendable () async throws -> LoadedEntities<Key, Source>
}

/// What a loader found: objects and, in the same order, their keys.
public struct LoadedEntities<Key: Hashable & Sendable, Source: ObjectSource>: Sendable {
  /// The keys of the objects, in the same order.
  public let keys: [Key]
  /// The objects.
  public let storage: Source.Storage

  /// Objects with their keys; there must be as many of the one as of the other.
  public init(keys: [Key], storage: Source.Storage) {
    precondition(keys.count == storage.count, "every entity has its key")
    self.keys = keys
    self.storage = storage
  }
}

/// The entities that one field asks for, by type.
public struct LoadRequest: Sendable {
  struct Group: Sendable {
    let typeName: String
    /// An array of the loader's key type.
    let keys: any Sendable
    /// The position of each key.
    let positions: [Int32]
  }

  let count: Int
  let groups: [Group]
  /// Turns the column of objects into the field's column: a list, for example.
  let finish: @Sendable (Column) -> Column

  /// One entity of a type per position, nil for null.
  public init<Key: Hashable & Sendable>(
    _ typeName: String, keys: [Key?], finish: @escaping @Sendable (Column) -> Column = { $0 }
  ) {
    var present: [Key] = []
    var positions: [Int32] = []
    for (position, key) in keys.enumerated() {
      guard let key else { continue }
      present.append(key)
      positions.append(Int32(truncatingIfNeeded: position))
    }
    count = keys.count
    groups = [Group(typeName: typeName, keys: present, positions: positions)]
    self.finish = finish
  }

  /// One entity of a type per position, by integer keys.
  public init(_ typeName: String, keys: [Int64]) {
    count = keys.count
    let positions = (0..<Int32(truncatingIfNeeded: keys.count)).map { $0 }
    groups = [Group(typeName: typeName, keys: keys, positions: positions)]
    finish = { $0 }
  }

  /// One entity of any type per position, nil for null. `Key` is the key type of all loaders concerned.
  public init<Key: Hashable & Sendable>(
    _ references: [(typeName: String, key: Key)?], finish: @escaping @Sendable (Column) -> Column = { $0 }
  ) {
    var byType: [(typeName: String, keys: [Key], positions: [Int32])] = []
    for (position, reference) in references.enumerated() {
      guard let reference else { continue }
      let index = byType.firstIndex { $0.typeName == reference.typeName } ?? byType.count
      if index == byType.count { byType.append((reference.typeName, [], [])) }
      byType[index].keys.append(reference.key)
      byType[index].positions.append(Int32(truncatingIfNeeded: position))
    }
    count = references.count
    groups = byType.map { Group(typeName: $0.typeName, keys: $0.keys, positions: $0.positions) }
    self.finish = finish
  }
}

extension FieldResolver where Output: CompositeOutput {
  /// An object of another module's type, by key.
  public static func reference<Key: Hashable & Sendable>(_ key: @escaping @Sendable (Source) -> Key) -> Self {
    Self { parents, _, _ in .loading(LoadRequest(Output.typeName, keys: parents.map { Optional(key($0)) })) }
  }
}

extension FieldResolver {
  /// An object of another module's type, by key, or null.
  public static func reference<Composite: CompositeOutput, Key: Hashable & Sendable>(
    _ key: @escaping @Sendable (Source) -> Key?
  ) -> Self where Output == Composite? {
    Self { parents, _, _ in .loading(LoadRequest(Composite.typeName, keys: parents.map(key))) }
  }
}

/// An entity loader whose types only it knows.
public struct AnyEntityLoader: Sendable {
  let makeState: @Sendable () -> any LoaderState

  public init<Loader: EntityLoader>(_ loader: Loader) {
    makeState = { TypedLoaderState<Loader, HashedKeys<Loader.Key>>(loader) }
  }

  /// Integer keys have quicker tables.
  public init<Loader: EntityLoader>(_ loader: Loader) where Loader.Key == Int64 {
    makeState = { TypedLoaderState<Loader, IntegerKeys>(loader) }
  }
}

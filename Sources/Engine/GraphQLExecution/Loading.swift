import Synchronization
import GraphQLSyntax

/// Keys to objects, across all fields of an operation: one call per flush (DataLoader's idea, without its timers).
///
/// Each object type has at most one entity loader; fields of any module refer to its objects by key.
public protocol EntityLoader: Sendable {
  associatedtype Key: Hashable & Sendable
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
  public let keys: [Key]
  public let storage: Source.Storage

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
  let sourceType: ObjectIdentifier

  public init<Loader: EntityLoader>(_ loader: Loader) {
    makeState = { TypedLoaderState(loader) }
    sourceType = ObjectIdentifier(Loader.Source.self)
  }

  /// Integer keys have quicker tables.
  public init<Loader: EntityLoader>(_ loader: Loader) where Loader.Key == Int64 {
    makeState = { RowKeyLoaderState(loader) }
    sourceType = ObjectIdentifier(Loader.Source.self)
  }
}

/// The state of one loader in one operation.
protocol LoaderState: AnyObject, Sendable {
  func ask(for keys: any Sendable)
  /// Begins loading what was asked for since the last flush; nil where there is nothing.
  func flush(_ selected: Selected, _ context: ExecutionContext) throws -> (@Sendable () async throws -> Void)?
  /// Stores `LoadedEntities` that nobody had to ask for.
  func prime(_ entities: any Sendable)
  /// The objects of these keys as a batch, with the row of each key, -1 for a missing one.
  func batch(of keys: any Sendable) -> (batch: any AnyBatch, rows: [Int32])
}

final class TypedLoaderState<Loader: EntityLoader>: LoaderState {
  private struct State {
    /// The row of each key; -1 while it is waiting and if it does not exist.
    var rows: [Loader.Key: Int32] = [:]
    var waiting: [Loader.Key] = []
    var storage = Loader.Source.Storage()
  }

  private let loader: Loader
  private let state = Mutex(State())

  init(_ loader: Loader) { self.loader = loader }

  func ask(for keys: any Sendable) {
    let keys = typed(keys)
    state.withLock { state in
      for key in keys where state.rows[key] == nil {
        state.rows[key] = -1
        state.waiting.append(key)
      }
    }
  }

  func flush(_ selected: Selected, _ context: ExecutionContext) throws -> (@Sendable () async throws -> Void)? {
    let keys = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    guard !keys.isEmpty else { return nil }
    do {
      let wait = try loader.load(keys, selected, context)
      return { [self] in
        do {
          store(try await wait())
        } catch {
          forget(keys)
          throw error
        }
      }
    } catch {
      forget(keys)
      throw error
    }
  }

  func prime(_ entities: any Sendable) {
    guard let entities = entities as? LoadedEntities<Loader.Key, Loader.Source> else {
      preconditionFailure("a loader of \(Loader.Source.self) was primed with \(type(of: entities))")
    }
    store(entities)
  }

  private func store(_ loaded: LoadedEntities<Loader.Key, Loader.Source>) {
    state.withLock { state in
      let base = state.storage.count
      for (index, key) in loaded.keys.enumerated() { state.rows[key] = Int32(truncatingIfNeeded: base + index) }
      state.storage.append(contentsOf: loaded.storage)
    }
  }

  /// After a failure, so that a later field may ask again.
  private func forget(_ keys: [Loader.Key]) {
    state.withLock { state in
      for key in keys { state.rows[key] = nil }
    }
  }

  func batch(of keys: any Sendable) -> (batch: any AnyBatch, rows: [Int32]) {
    let keys = typed(keys)
    return state.withLock { state in
      var local = [Int32](repeating: -1, count: state.storage.count)
      var used: [Int32] = []
      let rows = keys.map { key -> Int32 in
        let row = state.rows[key] ?? -1
        guard row >= 0 else { return -1 }
        if local[Int(row)] < 0 {
          local[Int(row)] = Int32(truncatingIfNeeded: used.count)
          used.append(row)
        }
        return local[Int(row)]
      }
      return (Batch<Loader.Source>(state.storage.gathering(used)), rows)
    }
  }

  private func typed(_ keys: any Sendable) -> [Loader.Key] {
    guard let keys = keys as? [Loader.Key] else {
      preconditionFailure("keys \(type(of: keys)) were given to a loader of \(Loader.Key.self)")
    }
    return keys
  }
}

import Synchronization

/// The state of a loader whose keys are integers, as those of database rows usually are.
///
/// The same as `TypedLoaderState`, over flat tables: thousands of references go through it in one operation.
final class RowKeyLoaderState<Loader: EntityLoader>: LoaderState where Loader.Key == Int64 {
  private let loader: Loader
  private let asked = Mutex(AskedKeys())
  private let storage = Mutex(Loader.Source.Storage())

  init(_ loader: Loader) { self.loader = loader }

  func ask(for keys: any Sendable) {
    let keys = typed(keys)
    asked.withLock { $0.ask(for: keys) }
  }

  func flush(_ selected: Selected, _ context: ExecutionContext) throws -> (@Sendable () async throws -> Void)? {
    let keys = asked.withLock { $0.takeWaiting() }
    guard !keys.isEmpty else { return nil }
    do {
      let wait = try loader.load(keys, selected, context)
      return { [self] in
        do {
          store(try await wait())
        } catch {
          asked.withLock { $0.forget(keys) }
          throw error
        }
      }
    } catch {
      asked.withLock { $0.forget(keys) }
      throw error
    }
  }

  func prime(_ entities: any Sendable) {
    guard let entities = entities as? LoadedEntities<Int64, Loader.Source> else {
      preconditionFailure("a loader of \(Loader.Source.self) was primed with \(type(of: entities))")
    }
    store(entities)
  }

  private func store(_ loaded: LoadedEntities<Int64, Loader.Source>) {
    let base = storage.withLock { storage in
      defer { storage.append(contentsOf: loaded.storage) }
      return storage.count
    }
    asked.withLock { $0.found(loaded.keys, base: base) }
  }

  func batch(of keys: any Sendable) -> (batch: any AnyBatch, rows: [Int32]) {
    let keys = typed(keys)
    let all = storage.withLock { $0 }
    let (used, rows) = asked.withLock { $0.rows(of: keys, count: all.count) }
    return (Batch<Loader.Source>(used.map { all.gathering($0) } ?? all), rows)
  }

  private func typed(_ keys: any Sendable) -> [Int64] {
    guard let keys = keys as? [Int64] else {
      preconditionFailure("keys \(type(of: keys)) were given to a loader of integers")
    }
    return keys
  }
}

/// The keys that one operation asked a loader for, and what came of them.
private struct AskedKeys {
  private static let missing: Int32 = -1
  private static let failed: Int32 = -2

  private var table = KeyTable()
  /// By number of the key: its row.
  private var rows: [Int32] = []
  private var waiting: [Int64] = []

  mutating func ask(for keys: [Int64]) {
    for key in keys {
      let number = Int(table.insert(key))
      if number == rows.count {
        rows.append(Self.missing)
        waiting.append(key)
      } else if rows[number] == Self.failed {
        rows[number] = Self.missing
        waiting.append(key)
      }
    }
  }

  mutating func takeWaiting() -> [Int64] {
    defer { waiting = [] }
    return waiting
  }

  /// After a failure, so that a later field may ask again.
  mutating func forget(_ keys: [Int64]) {
    for key in keys { rows[Int(table.insert(key))] = Self.failed }
  }

  mutating func found(_ keys: [Int64], base: Int) {
    for (index, key) in keys.enumerated() {
      let number = Int(table.insert(key))
      let row = Int32(truncatingIfNeeded: base + index)
      if number == rows.count { rows.append(row) } else { rows[number] = row }
    }
  }

  /// The rows of these keys among those that are used, and which these are; nil for all of the `count` in order.
  func rows(of keys: [Int64], count: Int) -> (used: [Int32]?, rows: [Int32]) {
    var local = [Int32](repeating: Self.missing, count: count)
    var used: [Int32] = []
    used.reserveCapacity(min(count, keys.count))
    var isIdentity = true
    var rowOfPosition: [Int32] = []
    rowOfPosition.reserveCapacity(keys.count)
    for key in keys {
      guard let number = table[key], rows[Int(number)] >= 0 else {
        rowOfPosition.append(Self.missing)
        continue
      }
      let row = rows[Int(number)]
      if local[Int(row)] < 0 {
        local[Int(row)] = Int32(truncatingIfNeeded: used.count)
        isIdentity = isIdentity && Int(row) == used.count
        used.append(row)
      }
      rowOfPosition.append(local[Int(row)])
    }
    return (isIdentity && used.count == count ? nil : used, rowOfPosition)
  }
}

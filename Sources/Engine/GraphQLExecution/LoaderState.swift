import Synchronization

/// The state of one loader in one operation.
protocol LoaderState: AnyObject, Sendable {
  func ask(for keys: any Sendable)
  /// Begins loading what was asked for since the last flush; nil where there is nothing.
  func flush(_ selected: Selected, _ context: ExecutionContext) throws -> LoaderFlush?
  /// Stores `LoadedEntities` that nobody had to ask for.
  func prime(_ entities: any Sendable)
  /// The objects of these keys as a batch, with the row of each key, -1 for a missing one.
  func batch(of keys: any Sendable) -> (batch: any AnyBatch, rows: [Int32])
}

/// Entities on their way.
struct LoaderFlush {
  /// How many are fetched.
  let keyCount: Int
  /// Waits for them.
  let wait: @Sendable () async throws -> Void
}

/// The state of a loader whose types are known.
final class TypedLoaderState<Loader: EntityLoader, Keys: AskedKeys>: LoaderState where Keys.Key == Loader.Key {
  private let loader: Loader
  private let asked = Mutex(Keys())
  private let storage = Mutex(Loader.Source.Storage())

  init(_ loader: Loader) { self.loader = loader }

  func ask(for keys: any Sendable) {
    let keys = typed(keys)
    asked.withLock { $0.ask(for: keys) }
  }

  func flush(_ selected: Selected, _ context: ExecutionContext) throws -> LoaderFlush? {
    let keys = asked.withLock { $0.takeWaiting() }
    guard !keys.isEmpty else { return nil }
    do {
      let wait = try loader.load(keys, selected, context)
      return LoaderFlush(keyCount: keys.count) { [self] in
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
    guard let entities = entities as? LoadedEntities<Loader.Key, Loader.Source> else {
      preconditionFailure("a loader of \(Loader.Source.self) was primed with \(type(of: entities))")
    }
    store(entities)
  }

  private func store(_ loaded: LoadedEntities<Loader.Key, Loader.Source>) {
    let base = storage.withLock { storage in
      defer { storage.append(contentsOf: loaded.storage) }
      return storage.count
    }
    asked.withLock { $0.found(loaded.keys, base: base) }
  }

  func batch(of keys: any Sendable) -> (batch: any AnyBatch, rows: [Int32]) {
    let keys = typed(keys)
    let all = storage.withLock { $0 }
    let rows = asked.withLock { $0.rows(of: keys) }
    let used = UsedRows(rows, count: all.count)
    return (Batch<Loader.Source>(used.areAll ? all : all.gathering(used.rows)), used.places)
  }

  private func typed(_ keys: any Sendable) -> [Loader.Key] {
    guard let keys = keys as? [Loader.Key] else {
      preconditionFailure("keys \(type(of: keys)) were given to a loader of \(Loader.Key.self)")
    }
    return keys
  }
}

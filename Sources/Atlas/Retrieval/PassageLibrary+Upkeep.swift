public import AtlasKernel
import Embeddings
import GraphQLJSON
import Logging
public import Postgres
import Synchronization

/// What the library knows.
struct PassageLibraryState: Sendable {
  /// Written by ``PassageLibrary/change(_:)`` alone: a change is made to a copy, which readers do not wait for.
  var memory: PassageMemory
  /// How often memory was changed.
  var revision: UInt64 = 0
  /// Items whose vectors have changed in the database.
  var changed: Set<GlobalID> = []
  /// Whether changes may have been missed.
  var needsEverything = true
  /// Whether items may have gone without a word.
  var mayHaveGone = false
  /// Whether events could not be read.
  var hasGap = false
  /// Until when the embedder is not asked for questions.
  var restsUntil: ContinuousClock.Instant?
}

extension PassageLibrary {
  private static let interval = Duration.seconds(60)
  /// How long it waits at least between two looks at all content: what comes close together is cut together.
  private static let contentPause = Duration.milliseconds(200)
  private static let failurePause = Duration.seconds(2)
  private static let longestPause = Duration.seconds(600)
  /// How often ``indexAll(over:)`` looks, every tenth of a second, whether others have made the vectors that they claimed:
  /// one that died would keep it waiting for as long as its lease.
  private static let looksAtOthers = 300

  /// Deletes vectors that nobody compares any more.
  public var sweep: Sweep {
    PassageUpkeepStatements.sweep(keeping: VectorMark(name: embedder.name, dimensions: embedder.dimensions))
  }

  /// Keeps passages, vectors and memory up to date until the task is cancelled: when it begins, when events say that
  /// something has changed, and every minute. Any number of instances may. May be called once.
  ///
  /// - Parameter wake: says that events were written.
  public func run(over database: Database, wake: @escaping @Sendable () -> Void) async {
    let indexer = PassageIndexer(database: database, embedder: embedder)
    await withDiscardingTaskGroup { group in
      group.addTask { await self.ringEveryMinute() }
      // Each goes its own way: an embedder that is slow or away keeps no text from being found.
      group.addTask { await self.cut(indexer, wake) }
      group.addTask { await self.embed(indexer, wake) }
      group.addTask { await self.remember(indexer) }
    }
  }

  /// Brings passages, vectors and memory up to date and returns when they are: after seeding, and in tests. What other
  /// instances are at is waited for, within reason.
  ///
  /// - Throws: `EmbeddingFailure`, and what the database says.
  public func indexAll(over database: Database) async throws {
    let indexer = PassageIndexer(database: database, embedder: embedder)
    while try await cutPatiently(indexer) {}
    var refused = RefusedPassages()
    for _ in 0..<Self.looksAtOthers {
      while try await indexer.embedNext(refused: &refused) {}
      guard try await indexer.isLacking(refused: &refused) else { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await loadEverything(indexer)
  }

  /// A batch of another instance that takes longer than sessions wait for locks is waited for again.
  private func cutPatiently(_ indexer: PassageIndexer) async throws -> Bool {
    do {
      return try await indexer.cutNext(waits: true)
    } catch let error as PostgresError where error.isLockTimeout {
      try Task.checkCancellation()
      return true
    }
  }

  private func ringEveryMinute() async {
    repeat {
      state.withLock { $0.mayHaveGone = true }
      ringAll()
    } while (try? await Task.sleep(for: Self.interval)) != nil
  }

  private func ringAll() {
    bells.content.ring()
    bells.vectors.ring()
    bells.memory.ring()
  }

  private func cut(_ indexer: PassageIndexer, _ wake: @Sendable () -> Void) async {
    for await _ in bells.content.rings {
      await attempt("passages wait: content cannot be cut") {
        while !Task.isCancelled, try await indexer.cutNext(waits: false) { wake() }
      }
      try? await Task.sleep(for: Self.contentPause)
    }
  }

  /// After a failure it waits longer each time: an endpoint that is away is not asked for every passage.
  private func embed(_ indexer: PassageIndexer, _ wake: @Sendable () -> Void) async {
    var refused = RefusedPassages()
    var pause = Self.failurePause
    for await _ in bells.vectors.rings {
      let isDone = await attempt("vectors wait: the embedder or the database cannot be asked") {
        while !Task.isCancelled, try await indexer.embedNext(refused: &refused) {
          wake()
          pause = Self.failurePause
        }
      }
      if isDone { continue }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, Self.longestPause)
      bells.vectors.ring()
    }
  }

  private func remember(_ indexer: PassageIndexer) async {
    for await _ in bells.memory.rings {
      let isDone = await attempt("vectors in memory are not the latest: they cannot be read") {
        try await self.refresh(indexer)
      }
      if isDone { continue }
      try? await Task.sleep(for: Self.failurePause)
      bells.memory.ring()
    }
  }

  /// Whether it went well. What failed is tried again a little later.
  @discardableResult
  private func attempt(_ complaint: Logger.Message, _ act: () async throws -> Void) async -> Bool {
    do {
      try await act()
      return true
    } catch {
      if !Task.isCancelled { logger.warning(complaint, metadata: ["error": "\(error)"]) }
      return false
    }
  }

  private func refresh(_ indexer: PassageIndexer) async throws {
    if state.withLock({ $0.needsEverything }) { try await loadEverything(indexer) }
    if state.withLock({ $0.mayHaveGone }) { try await forgetGone(indexer) }
    while true {
      let items = state.withLock { $0.takeChanged(Self.reloadBatch) }
      if items.isEmpty { return }
      do {
        let rows = try await indexer.reload(items)
        if !change({ $0.replace(items, with: rows) }) { warnOfRoom() }
      } catch {
        state.withLock { $0.changed.formUnion(items) }
        throw error
      }
    }
  }

  private static let reloadBatch = 50

  private func forgetGone(_ indexer: PassageIndexer) async throws {
    let items = state.withLock { state in
      state.mayHaveGone = false
      return state.memory.items
    }
    let gone = try await indexer.gone(of: items)
    if gone.isEmpty { return }
    change { $0.remove(gone) }
  }

  /// What changes meanwhile is read again afterwards.
  private func loadEverything(_ indexer: PassageIndexer) async throws {
    state.withLock { $0.needsEverything = false }
    let loaded: (memory: PassageMemory, isWhole: Bool)
    do {
      loaded = try await indexer.load()
    } catch {
      state.withLock { $0.needsEverything = true }
      throw error
    }
    change { $0 = loaded.memory }
    if !loaded.isWhole { warnOfRoom() }
  }

  private func warnOfRoom() {
    logger.warning("there is no room for all vectors: the others are found by words alone")
  }

  /// Changes memory: a copy of it, outside of the lock, since blocks of vectors are copied meanwhile. Where somebody else
  /// was quicker, the change is made again to what they have left.
  private func change<Answer>(_ edit: (inout PassageMemory) -> Answer) -> Answer {
    while true {
      let (before, revision) = state.withLock { ($0.memory, $0.revision) }
      var memory = before
      let answer = edit(&memory)
      let changed = memory
      let isIn = state.withLock { state in
        guard state.revision == revision else { return false }
        state.memory = changed
        state.revision += 1
        return true
      }
      if isIn { return answer }
    }
  }
}

extension PassageLibraryState {
  fileprivate mutating func takeChanged(_ limit: Int) -> [GlobalID] {
    let items = Array(changed.prefix(limit))
    changed.subtract(items)
    return items
  }
}

extension PassageLibrary: EventObserver {
  /// Events after which items may be out of date, gone, or somebody else's to read.
  private static let contentKinds: Set<String> = [
    "DIAGRAM_CREATED", "DIAGRAM_UPDATED", "DIAGRAM_DELETED", "LAB_UPDATED", "LAB_DELETED", "INCIDENT_CREATED",
    "INCIDENT_UPDATED", "CONTENT_UPDATED", "CONTENT_DELETED", "CONTENT_CHANGED", "ATOM_UPDATED",
  ]

  public func observe(_ records: [EventRecord]) {
    let items = records.filter { $0.kind == "PASSAGES_CHANGED" }.flatMap(Self.items)
    let hasContent = records.contains { Self.contentKinds.contains($0.kind) }
    let hasDeletion = records.contains { Self.contentKinds.contains($0.kind) && $0.kind.hasSuffix("_DELETED") }
    if !hasContent && items.isEmpty { return }
    state.withLock { state in
      state.changed.formUnion(items)
      if hasDeletion { state.mayHaveGone = true }
    }
    if hasContent { bells.content.ring() }
    if !items.isEmpty { bells.vectors.ring() }
    if hasDeletion || !items.isEmpty { bells.memory.ring() }
  }

  public func caughtUp(asOf moment: ContinuousClock.Instant) {
    let hadGap = state.withLock { state in
      defer { state.hasGap = false }
      if state.hasGap { state.needsEverything = true }
      return state.hasGap
    }
    if hadGap { ringAll() }
  }

  public func interrupted() { state.withLock { $0.hasGap = true } }

  /// The items that an event names.
  private static func items(_ record: EventRecord) -> [GlobalID] {
    (record.payload["items"]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap { GlobalID($0) } }
  }
}

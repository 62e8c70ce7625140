import AtlasKernel
import Embeddings
import GraphQLPostgres
import Postgres

/// Brings passages and vectors up to date: each step reads what is missing, a batch at a time, and stores it.
struct PassageIndexer: Sendable {
  let database: Database
  let embedder: any Embedder

  /// How many items are cut in one transaction.
  private static let itemBatch = 20
  /// How many items are claimed for their vectors.
  private static let claimBatch = 16
  /// Longer than the vectors of so many items take.
  private static let lease = Duration.seconds(300)
  private static let pageSize = 500

  private var mark: VectorMark { VectorMark(name: embedder.name, dimensions: embedder.dimensions) }

  /// Cuts a batch of what is out of date; false where nothing is, or another instance is at it.
  ///
  /// - Parameter waits: whether to wait for the other instance instead.
  func cutNext(waits: Bool) async throws -> Bool {
    try await database.transaction { transaction in
      if waits {
        _ = try await transaction.write(PassageUpkeepStatements.takeTurn)
      } else {
        guard try await transaction.write(PassageUpkeepStatements.tryTurn).bool(0, 0) == true else { return false }
      }
      let rows = try await transaction.read(
        PassageUpkeepStatements.stale(chunker: PassageChunker.name, limit: Self.itemBatch))
      var changed: [GlobalID] = []
      for source in (0..<rows.count).map({ PassageSource(row: Row(rows: rows, index: $0)) }) {
        guard let item = source.item else { continue }
        _ = try await transaction.write(
          PassageUpkeepStatements.store(source, as: item, source.passages, chunker: PassageChunker.name))
        changed.append(item)
      }
      if changed.isEmpty { return false }
      _ = try await transaction.write(PassageUpkeepStatements.tell(changed))
      return true
    }
  }

  /// Makes the vectors of a few items; false where none is missing.
  ///
  /// - Parameter refused: passages that the embedder does not take for now; grows.
  func embedNext(refused: inout RefusedPassages) async throws -> Bool {
    let rows = try await database.write(
      PassageUpkeepStatements.claim(mark, excluded: refused.current(), limit: Self.claimBatch, lease: Self.lease))
    let passages = (0..<rows.count).compactMap { VectorlessPassage(Row(rows: rows, index: $0)) }
    guard let lease = passages.first?.lease else { return false }
    let sources = Array(Set(passages.map(\.source))).sorted()
    let outcome: Result<Void, any Error>
    do {
      try await embed(passages, refused: &refused)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    // Also when this task is cancelled: others need not wait for the lease.
    await Task { [database] in _ = try? await database.write(PassageUpkeepStatements.release(sources, lease)) }.value
    try outcome.get()
    return true
  }

  /// Whether passages have no vector yet that the embedder would take.
  func isLacking(refused: inout RefusedPassages) async throws(PostgresError) -> Bool {
    try await database.read(PassageUpkeepStatements.isVectorless(mark, excluded: refused.current())).bool(0, 0) == true
  }

  /// Goes on past texts that the embedder stumbles over: they wait for a while, and what comes behind them does not.
  ///
  /// - Throws: what it stumbled over last, where it did so with several texts in a row: it may be away.
  private func embed(_ passages: [VectorlessPassage], refused: inout RefusedPassages) async throws {
    let failureLimit = min(Self.failureLimit, passages.count)
    var failures = 0
    for start in stride(from: 0, to: passages.count, by: max(1, embedder.batchLimit)) {
      let batch = Array(passages[start..<min(start + max(1, embedder.batchLimit), passages.count)])
      if batch.count > 1, try await attempt(batch) == nil {
        failures = 0
        continue
      }
      for passage in batch {
        guard let failure = try await attempt([passage]) else {
          failures = 0
          continue
        }
        refused.add(passage.id, for: failure.isOfText ? RefusedPassages.longPause : RefusedPassages.pause)
        failures = failure.isOfText ? 0 : failures + 1
        if failures == failureLimit { throw failure }
      }
    }
  }

  /// With how many texts in a row it fails when it is away.
  private static let failureLimit = 3

  /// Makes and stores the vectors of passages. Answers why not, where one of their texts may be the cause.
  private func attempt(_ passages: [VectorlessPassage]) async throws -> EmbeddingFailure? {
    do {
      let vectors = try await embedder.embed(passages.map(\.text))
      guard vectors.count == passages.count, vectors.allSatisfy({ $0.count == embedder.dimensions }) else {
        throw EmbeddingFailure.malformed
      }
      try await database.write(
        PassageUpkeepStatements.store(
          vectors.flatMap(StoredVector.bytes), of: passages.map(\.id), items: Array(Set(passages.map(\.item))), mark))
      return nil
    } catch let failure as EmbeddingFailure where failure.mayBeOfText {
      try Task.checkCancellation()
      return failure
    }
  }

  /// Reads all vectors of the embedder. Answers with what there was room for, and whether that is everything.
  func load() async throws -> (memory: PassageMemory, isWhole: Bool) {
    var memory = PassageMemory(dimensions: embedder.dimensions)
    var last: Int64 = 0
    while true {
      let rows = StoredVector.all(
        try await database.read(PassageUpkeepStatements.vectors(mark, after: last, limit: Self.pageSize)))
      guard let end = rows.last?.id else { return (memory, true) }
      guard memory.add(rows) else { return (memory, false) }
      last = end
    }
  }

  /// Reads the vectors of some items anew.
  func reload(_ items: [GlobalID]) async throws(PostgresError) -> [StoredVector] {
    StoredVector.all(try await database.read(PassageUpkeepStatements.vectors(mark, of: items)))
  }

  /// Which of some items have no passages any more.
  func gone(of items: [GlobalID]) async throws(PostgresError) -> [GlobalID] {
    if items.isEmpty { return [] }
    let rows = try await database.read(PassageUpkeepStatements.gone(items))
    return (0..<rows.count).compactMap { GlobalID(passageItem: Row(rows: rows, index: $0)) }
  }
}

/// A passage that needs a vector.
private struct VectorlessPassage {
  let id: Int64
  let source: Int64
  let item: GlobalID
  /// Until when the item is this instance's, as PostgreSQL writes it.
  let lease: String
  /// What the vector is made of.
  let text: String

  private static let id = RowColumn<Int64>("id")
  private static let source = RowColumn<Int64>("source_id")
  private static let lease = RowColumn<String>("lease")
  private static let context = RowColumn<String>("context")
  private static let heading = RowColumn<String?>("heading")
  private static let body = RowColumn<String>("body")

  init?(_ row: Row) {
    guard let item = GlobalID(passageItem: row) else { return nil }
    (id, source, self.item, lease) = (row[Self.id], row[Self.source], item, row[Self.lease])
    text = [row[Self.context], row[Self.heading] ?? "", row[Self.body]].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

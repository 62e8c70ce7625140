import AtlasAPI
import AtlasKernel
import Crypto
import GraphQLPostgres
import Postgres
import Synchronization

/// Tells who sends an API key. What the database says is good for five seconds: so long, at most, a key lives on in
/// other instances after it was revoked, and its owner's roles after they were taken.
final class ApiKeyring: Sendable {
  private typealias Waiter = CheckedContinuation<Result<KnownApiKey?, PostgresError>, Never>

  private let state = Mutex(ApiKeyringState<Waiter>())

  /// The key that has a secret; nil where no good one has.
  ///
  /// - Throws: why the database did not answer.
  func find(_ secret: ApiKeySecret, in database: Database) async throws(PostgresError) -> KnownApiKey? {
    let hash = secret.hash
    if let known = state.withLock({ $0.known(hash, now: .now) }) { return known }
    let answer = await withCheckedContinuation { (waiter: Waiter) in
      switch state.withLock({ $0.ask(hash, waiter, now: .now) }) {
      case .answer(let known): waiter.resume(returning: .success(known))
      case .wait: break
      // Not a child of this request: when its client leaves, others still wait. Ends by itself when nobody waits.
      case .waitAndRead: Task { await self.read(database) }
      case .refuse: waiter.resume(returning: .failure(PostgresError(.overloaded, "too many API keys are looked for")))
      }
    }
    return try answer.get()
  }

  /// From now on nothing counts that was known about these keys.
  func forget(where isMeant: @Sendable (KnownApiKey) -> Bool) { state.withLock { $0.forget(where: isMeant) } }

  private func read(_ database: Database) async {
    while let hashes = state.withLock({ $0.beginReading(now: .now) }) {
      let answer: Result<[SHA256Digest: KnownApiKey], PostgresError>
      do throws(PostgresError) {
        answer = .success(try await Self.find(hashes, in: database))
      } catch {
        answer = .failure(error)
      }
      for told in state.withLock({ $0.endReading(try? answer.get()) }) {
        for waiter in told.waiters { waiter.resume(returning: answer.map { $0[told.hash] }) }
      }
    }
  }

  private static func find(
    _ hashes: [SHA256Digest], in database: Database
  ) async throws(PostgresError) -> [SHA256Digest: KnownApiKey] {
    let hashesByText = Dictionary(hashes.map { ($0.hexadecimal, $0) }) { first, _ in first }
    let rows = try await database.read(ApiKeyStatements.bySecretHash(Array(hashesByText.keys)))
    var found: [SHA256Digest: KnownApiKey] = [:]
    var newlyUsed: [Int64] = []
    for index in 0..<rows.count {
      let row = Row(rows: rows, index: index)
      let key = KnownApiKey(row)
      if let hash = hashesByText[row[RowColumn<String>("secret_hash")]] { found[hash] = key }
      if row[RowColumn<Bool>("is_newly_used")] { newlyUsed.append(key.id) }
    }
    // Once an hour and key. It may fail: the next hour, or the next reading, tries again.
    if !newlyUsed.isEmpty { _ = try? await database.write(ApiKeyStatements.noteUse(newlyUsed)) }
    return found
  }
}

extension KnownApiKey {
  fileprivate init(_ row: Row) {
    id = row[ApiKeyRow.id]
    userID = row[ApiKeyRow.userID]
    roles = Set(row[UserRow.roleNames].compactMap { API.Role(rawValue: $0) })
    scopes = Set(row[ApiKeyRow.scopes])
    let end = row.rows.timestamp(row.index, ApiKeyRow.expiresAt.position(in: row.rows))
    expiresAt = DateTime(microsecondsSince1970: end?.microsecondsSince1970 ?? 0)
  }
}

extension SHA256Digest {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

import ObjectStorage
public import Postgres

extension FilesDomain {
  /// Deletes the bytes of some objects that no row refers to, and then what lost processes have left in the store. Several instances may do this at once; what one of them
  /// does not finish another does later.
  ///
  /// - Returns: how many were deleted; fewer than the limit where there are no more.
  /// - Throws: what the database or the store has to say; what was done by then is done.
  public func deleteObjects(_ database: Database, limit: Int = 50) async throws -> Int {
    let rows = try await database.write(FileStatements.takeDeletions(limit: limit))
    let keys = (0..<rows.count).compactMap { rows.string($0, 0) }
    guard !keys.isEmpty else {
      if case .throughServer(let receiver) = store.access { try await receiver.removeAbandoned(after: 86_400) }
      return 0
    }
    var deleted: [String] = []
    var failure: (any Error)?
    for text in keys {
      do {
        if let key = ObjectKey(text) { try await store.delete(key) }
        deleted.append(text)
      } catch {
        failure = error
      }
    }
    try await database.write(FileStatements.endDeletions(deleted))
    if let failure { throw failure }
    return deleted.count
  }
}

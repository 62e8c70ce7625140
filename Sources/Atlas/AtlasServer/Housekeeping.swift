import AtlasKernel
import Logging
import Postgres

/// Deletes what is over, in small batches, every few minutes, and erases accounts whose time has come. Each instance
/// does; what one is at, the others skip.
struct Housekeeping: Sendable {
  let database: Database
  /// From the domains, which own the tables.
  let sweeps: [Sweep]
  /// Erases one closed account; false where none is left.
  let eraseNext: @Sendable (Database) async throws -> Bool
  /// Deletes the bytes of some objects that no row refers to; how many they were.
  let deleteObjects: @Sendable (Database) async throws -> Int
  let logger: Logger
  /// The pause between two rounds, give or take a half, so that instances that were started together part.
  var interval: Duration = .seconds(300)
  /// How many batches a sweep deletes in one round at most.
  var batchLimit = 50

  /// Sweeps now and then until the task is cancelled.
  func run() async {
    while (try? await Task.sleep(for: interval * Double.random(in: 0.5...1.5))) != nil { await sweepAll() }
  }

  /// One round. What fails is tried again in the next one.
  func sweepAll() async {
    await eraseAccounts()
    for sweep in sweeps where !Task.isCancelled {
      do {
        let count = try await run(sweep)
        if count > 0 { logger.debug("swept", metadata: ["sweep": "\(sweep.statement.name)", "rows": "\(count)"]) }
      } catch {
        logger.warning("sweep failed", metadata: ["sweep": "\(sweep.statement.name)", "error": "\(error)"])
      }
    }
    await deleteObjects()
  }

  /// After the sweeps, which let objects go.
  private func deleteObjects() async {
    do {
      for _ in 0..<batchLimit where !Task.isCancelled {
        if try await deleteObjects(database) == 0 { return }
      }
    } catch {
      logger.warning("objects cannot be deleted", metadata: ["error": "\(error)"])
    }
  }

  private func eraseAccounts() async {
    for _ in 0..<batchLimit where !Task.isCancelled {
      do {
        guard try await eraseNext(database) else { return }
        logger.info("a closed account was erased")
      } catch {
        // It was put off; the next one is tried.
        logger.error("a closed account cannot be erased", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Returns: how many rows were deleted.
  private func run(_ sweep: Sweep) async throws(PostgresError) -> Int {
    var count = 0
    for _ in 0..<batchLimit where !Task.isCancelled {
      let deleted = try await database.write(sweep.statement).affectedRows
      count += deleted
      if deleted < sweep.batchSize { break }
    }
    return count
  }
}

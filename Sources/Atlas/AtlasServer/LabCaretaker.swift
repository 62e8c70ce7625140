import Catalog
import Logging
import Postgres

/// Looks after labs at work: leases end in time, and no environment outlives its run for long. Each instance does it.
struct LabCaretaker: Sendable {
  let database: Database
  let upkeep: LabUpkeep
  let logger: Logger
  /// The pause between two rounds, give or take a half, so that instances that were started together part.
  var interval: Duration = .seconds(5)
  /// How many rounds there are to one search for orphans, which asks for all environments.
  var roundsPerSearch = 60

  /// Looks after them until the task is cancelled. The first search is for what a crash has left behind.
  func run() async {
    var round = 0
    while (try? await Task.sleep(for: interval * Double.random(in: 0.5...1.5))) != nil {
      if round % roundsPerSearch == 0 {
        await attempt("search for orphans") { try await upkeep.removeOrphans(database) }
      }
      round = (round + 1) % roundsPerSearch
      await attempt("round") { try await upkeep.round(database) }
    }
  }

  /// What fails is tried again in the next round.
  private func attempt(_ what: String, _ act: () async throws -> LabUpkeep.Report) async {
    do {
      let report = try await act()
      for failure in report.failures {
        logger.warning("a lab's environment cannot be removed", metadata: ["error": "\(failure)"])
      }
      if report.expired + report.released + report.removed > 0 {
        logger.debug(
          "labs were looked after",
          metadata: [
            "expired": "\(report.expired)", "released": "\(report.released)", "removed": "\(report.removed)",
          ])
      }
    } catch {
      if !Task.isCancelled { logger.warning("labs cannot be looked after: \(what)", metadata: ["error": "\(error)"]) }
    }
  }
}

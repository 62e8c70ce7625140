import AtlasKernel
import Catalog
import GraphQLJSON
import Jobs
import LabEnvironments
import Postgres
import Testing

@testable import AtlasServer

@Suite("Labs at work: leases end, and environments are removed")
struct LabUpkeepTests {
  @Test("a lease that is over ends its run once, whoever looks; the environment goes, the work stays")
  func expired() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      let checked = try await bench.mutate("checkLab", "labId: \"lab_1\", solution: \"select 1\"", "results { passed }")
      #expect(checked.userErrorCode == nil, "\(checked)")
      let quiet = try await bench.upkeep.round(bench.database)
      #expect(quiet.expired == 0 && quiet.removed == 0)
      try await bench.change("expires_at = now() - interval '1 second'")
      // Another instance has other connections.
      let other = Database(configuration: bench.database.configuration)
      try await other.start()
      async let first = bench.upkeep.round(bench.database)
      async let second = bench.upkeep.round(other)
      let reports = try await [first, second]
      await other.close()
      #expect(reports.map(\.expired).reduce(0, +) == 1)
      #expect(reports.map(\.removed).reduce(0, +) == 1)
      #expect(bench.host.now.environments.isEmpty)
      #expect(bench.host.now.removed.count == 1)
      #expect(try await bench.state("lab_1") == "EXPIRED")
      #expect(try await bench.last("last_solution") == "select 1")
      #expect(try await bench.last("environment_removed_at is not null") == "true")
      #expect(try await bench.told() == ["QUEUED", "PROVISIONING", "READY", "IN_PROGRESS", "EXPIRED"])
      #expect(try await bench.complete("lab_1", "select 1").code == "CONFLICT")
    }
  }

  @Test("a removal that fails is not recorded, waits longer each time, and is made up for")
  func failedRemoval() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      _ = try await bench.mutate("stopLab", "labId: \"lab_1\"")
      bench.host.change { $0.removalError = LabEnvironmentError(.unreachable, "the server does not answer") }
      let failed = try await bench.upkeep.round(bench.database)
      #expect(failed.failures == ["the server does not answer"])
      #expect(failed.removed == 0)
      #expect(try await bench.last("environment_removed_at is null and removal_due_at > now()") == "true")
      // Its turn has not come.
      #expect(try await bench.upkeep.round(bench.database).failures.isEmpty)
      try await bench.change("removal_due_at = now()")
      _ = try await bench.upkeep.round(bench.database)
      #expect(try await bench.last("removal_due_at > now() + interval '15 seconds'") == "true")
      bench.host.change { $0.removalError = nil }
      try await bench.change("removal_due_at = now()")
      #expect(try await bench.upkeep.round(bench.database).removed == 1)
      #expect(bench.host.now.environments.isEmpty)
      #expect(try await bench.last("environment_removed_at is not null") == "true")
    }
  }

  @Test("environments that no run knows of are removed, those of live runs stay")
  func orphans() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      let live = bench.host.now.environments
      bench.host.change { $0.environments.insert(999_999) }
      let report = try await bench.upkeep.removeOrphans(bench.database)
      // The double makes both kinds of environments and is asked for each.
      #expect(report.removed >= 1 && report.failures.isEmpty)
      #expect(bench.host.now.environments == live)
    }
  }

  @Test("a grading that nobody ends is given back to the learner")
  func lostGrading() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      try await bench.change("state = 'GRADING', graded_from = now() - interval '1 minute'")
      #expect(try await bench.upkeep.round(bench.database).released == 0)
      try await bench.change("graded_from = now() - interval '3 minutes'")
      #expect(try await bench.upkeep.round(bench.database).released == 1)
      #expect(try await bench.state("lab_1") == "IN_PROGRESS")
      #expect(try await bench.complete("lab_1", "select 1").text("data.completeLab.state") == "PASSED")
    }
  }

  @Test("an account that is erased leaves no run, and no environment")
  func erased() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      let closed = try await bench.instance.query(
        """
        mutation { deleteMyAccount(input: {confirm: true, password: "a long enough password"}) { userErrors { code } } }
        """, token: bench.token)
      #expect(closed["errors"] == nil, "\(closed)")
      try await bench.database.write(
        ("update users set erase_at = now() - interval '1 second' where id = \(bench.userID)" as Query).onBehalf(
          of: .system))
      await bench.instance.application.housekeeping.sweepAll()
      #expect(try await bench.last("id") == nil)
      _ = try await bench.upkeep.removeOrphans(bench.database)
      #expect(bench.host.now.environments.isEmpty)
    }
  }
}

import AtlasKernel
import GraphQLJSON
import Postgres
import Synchronization

/// One attempt at a job, and the lease under which it is made.
final class RunningJob: JobExecution {
  let job: ClaimedJob
  let database: Database
  private let lease: Duration
  private let canceled = Mutex(false)

  init(_ job: ClaimedJob, database: Database, lease: Duration) {
    self.job = job
    self.database = database
    self.lease = lease
  }

  var jobID: Int64 { job.id }
  var userID: Int64 { job.userID }
  var subject: GlobalID? { job.subject }
  var arguments: JSONObject { job.arguments }
  var attempt: Int { job.attempt }

  /// Whether the user has asked to leave it, as far as is known here.
  var isCanceled: Bool { canceled.withLock { $0 } }

  func report(_ stage: String, percent: Double) async throws {
    try Task.checkCancellation()
    let percent = percent.isFinite ? min(100, max(0, percent)) : 0
    try heed(try await database.write(JobStatements.report(job, stage: stage, percent: percent, lease: lease)))
  }

  /// Asks whether the job is still this worker's, and takes it for longer.
  func isStillHeld() async throws -> Bool {
    do {
      try heed(try await database.write(JobStatements.renew(job, lease: lease)))
      return true
    } catch is JobAbandoned {
      return false
    }
  }

  /// Does something while the lease is renewed; breaks it off when the job is no longer this worker's.
  func keepingLease<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask { [self] in
        while true {
          try await Task.sleep(for: lease / 3)
          // An outage may end before the lease does.
          guard (try? await isStillHeld()) ?? true else { throw JobAbandoned() }
        }
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw JobAbandoned() }
      return value
    }
  }

  private func heed(_ rows: Rows) throws(JobAbandoned) {
    guard rows.count == 1, let isCanceled = rows.bool(0, 0) else { throw JobAbandoned() }
    if isCanceled {
      canceled.withLock { $0 = true }
      throw JobAbandoned()
    }
  }
}

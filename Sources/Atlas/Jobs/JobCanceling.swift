import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Canceling jobs.
struct JobCanceling: Sendable {
  let handlers: JobHandlers

  /// Ends a job that has not begun, with what its handler undoes; asks whoever does it to leave one that has.
  ///
  /// - Throws: user errors where there is no such job, and where it has ended.
  func cancel(_ id: ID, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let missing = UserErrors(.notFound("job", GlobalID(id.value), "input", "jobId"))
    guard let key = id.key(.job) else { throw missing }
    let database = context.request.database
    return try await context.transaction { transaction in
      let rows = try await transaction.read(JobStatements.lockForCanceling(key, viewer: viewer.userID))
      guard rows.count == 1 else { throw missing }
      let job = try ClaimedJob(Row(rows: rows, index: 0))
      switch job.state {
      case .queued:
        let execution = RunningJob(job, database: database, lease: .zero)
        try await handlers[job.kind]?.giveUp?(execution, transaction)
        _ = try await transaction.write(JobStatements.end(key, .canceled, error: nil))
      case .running:
        if !job.isCanceled { _ = try await transaction.write(JobStatements.requestCancel(key, viewer: viewer.userID)) }
      case .succeeded, .failed, .canceled:
        throw UserErrors(
          .state(job.state.rawValue, allowed: ["QUEUED", "RUNNING"], "The job has ended already."))
      }
      return key
    }
  }
}

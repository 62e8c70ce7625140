// Jobs: work that takes longer than a request, done once whatever happens to those who do it.
//
// Neighbours: domains enqueue jobs in the statement of their cause and give handlers; AtlasServer runs the workers.
// Invariant: a job's effect is committed by whoever holds its lease, in one transaction with the end of the job.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Jobs as clients see them.
public struct JobsDomain: Sendable {
  private let canceling: JobCanceling

  /// - Parameter handlers: of all kinds of jobs: they undo what waited for one that is canceled.
  public init(handlers: JobHandlers) { canceling = JobCanceling(handlers: handlers) }

  /// What is deleted when its time is over.
  public static var sweeps: [Sweep] { [JobStatements.sweep] }

  /// What this domain keeps about a person.
  public static var personalData: PersonalData { JobPersonalData.part }

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(JobRow.fields)
    map.add(API.CancelJobPayload.Fields<Payload<Int64>>(job: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(entity: API.Job.typeName, JobRow.loader)
  }

  /// `Query.job`
  public var job: FieldResolver<Root, API.Query.JobArguments, API.Job?> {
    FieldResolver { _, arguments, _ in .loading(LoadRequest(API.Job.typeName, keys: [arguments.id.key(.job)])) }
  }

  /// `Mutation.cancelJob`
  public var cancelJob: FieldResolver<Root, API.Mutation.CancelJobArguments, API.CancelJobPayload> {
    .payload { arguments, context in try await canceling.cancel(arguments.input.jobId, context) }
  }

  /// `Subscription.jobUpdated`: the job as it is, and then each time it moves; the stream ends with the job.
  public var jobUpdated: FieldResolver<EventRoot, API.Subscription.JobUpdatedArguments, API.Job> {
    .stream(of: JobMove.self) { arguments, context in
      let viewer = try context.requireViewer()
      guard let key = arguments.jobId.key(.job) else { throw GraphQLError.notFound("job") }
      // The stream is open before the job is read, so that no end falls between.
      let moves = try await context.eventStream(topic: "job:\(key)")
      let rows = try await context.read(JobStatements.byID([key], viewer: viewer.userID))
      guard rows.count == 1, let state = Row(rows: rows, index: 0).jobState else { throw GraphQLError.notFound("job") }
      return moves.jobMoves(of: key, beginningWith: context.resumeFrom == nil ? state : nil)
    } resolve: { move, _, _ in
      .loading(LoadRequest(API.Job.typeName, keys: [move.jobID]))
    }
  }
}

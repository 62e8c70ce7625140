public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of jobs, to be replaced.
extension JobsDomain {
  /// `Query.job`
  public var job: FieldResolver<Root, API.Query.JobArguments, API.Job?> { .pending }
  /// `Mutation.cancelJob`
  public var cancelJob: FieldResolver<Root, API.Mutation.CancelJobArguments, API.CancelJobPayload> { .pending }
  /// `Subscription.jobUpdated`
  public var jobUpdated: FieldResolver<EventRoot, API.Subscription.JobUpdatedArguments, API.Job> { .pending }

  func registerPendingJobs(in map: inout ResolverMap) {
    map.add(
      API.Job.Fields<Payload<Int>>(
        id: .pending, createdAt: .pending, updatedAt: .pending, kind: .pending, state: .pending, percent: .pending, stage: .pending, attempts: .pending, error: .pending, result: .pending, finishedAt: .pending))
    map.add(
      API.CancelJobPayload.Fields<Payload<Int>>(
        job: .pending, userErrors: .pending))
  }
}

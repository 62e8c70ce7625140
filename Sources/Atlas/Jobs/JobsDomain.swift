// Jobs: work that takes longer than a request, done once whatever happens to those who do it.
//
// Neighbours: domains enqueue jobs in the statement of their cause and give handlers; AtlasServer runs the workers.
// Invariant: a job's effect is committed by whoever holds its lease, in one transaction with the end of the job.

public import GraphQLExecution

/// Jobs as clients see them.
public struct JobsDomain: Sendable {
  public init() {}

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    registerPendingJobs(in: &map)
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Asking for a content to be cut.
struct AtomizationRequest: Sendable {
  /// What the request came to. Without a job there is nothing to do.
  struct Outcome: Sendable {
    let contentID: Int64
    let jobID: Int64?
  }

  let input: API.AtomizeContentInput

  init(_ input: API.AtomizeContentInput) { self.input = input }

  /// Enqueues the job, or finds the one that waits or runs.
  func submit(_ context: ExecutionContext) async throws -> Outcome {
    let viewer = try context.requireViewer()
    guard let key = input.contentId.key(.content) else {
      throw UserErrors(.notFound("content", GlobalID(input.contentId.value), "input", "contentId"))
    }
    let rows = try await context.write(
      ContentChangeStatements.atomize(key, force: input.force ?? false, by: viewer))
    let outcome = try ChangeOutcome(rows, of: .content, "content", input.contentId, "contentId")
    if outcome.name == "NO_TEXT" {
      throw UserErrors(.input(.invalid, "A recording without its text cannot be cut.", "input", "contentId"))
    }
    return Outcome(contentID: outcome.key, jobID: outcome[RowColumn<Int64?>("job_id")])
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Deleting contents and atoms. What learners have completed stays.
enum Deletion {
  /// Deletes a content with its atoms; answers its row key.
  static func content(_ input: API.DeleteContentInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let key = input.id.key(.content) else {
      throw UserErrors(.notFound("content", GlobalID(input.id.value), "input", "id"))
    }
    let rows = try await write(
      ContentChangeStatements.delete(
        key, expecting: input.expectedVersion, by: viewer, Origin(context.request)), context)
    return try outcome(ChangeOutcome(rows, of: .content, "content", input.id))
  }

  /// Deletes an atom; answers its row key.
  static func atom(_ input: API.DeleteAtomInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let key = input.id.key(.atom) else {
      throw UserErrors(.notFound("atom", GlobalID(input.id.value), "input", "id"))
    }
    let rows = try await write(
      AtomChangeStatements.delete(key, expecting: input.expectedVersion, by: viewer, Origin(context.request)), context)
    return try outcome(ChangeOutcome(rows, of: .atom, "atom", input.id))
  }

  private static let completed = UserErrors(
    .state("COMPLETED", allowed: [], "Learners have completed it: what they have learned stays."))

  private static func outcome(_ outcome: ChangeOutcome) throws(UserErrors) -> Int64 {
    if outcome.name == "COMPLETED" { throw completed }
    return outcome.key
  }

  /// A completion may come at the same moment: then its foreign key refuses the deletion.
  private static func write(_ query: Query, _ context: ExecutionContext) async throws -> Rows {
    do {
      return try await context.write(query)
    } catch  where error.code == .server("23503") {
      throw completed
    }
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A duration of an input whose range the database checks, and how it is refused.
struct DurationRefusal: Sendable {
  let message: String
  /// The path into the mutation's arguments.
  let field: [String]

  /// Of the metadata of contents.
  static let metadata = DurationRefusal(
    message: "A duration is at most 1000 hours.", field: ["input", "metadata", "duration"])
  /// Of atoms.
  static let estimatedTime = DurationRefusal(
    message: "The time for an atom is more than nothing and at most a day.", field: ["input", "estimatedTime"])
  /// Of completions.
  static let timeSpent = DurationRefusal(
    message: "The time spent is between nothing and a day.", field: ["input", "timeSpent"])

  fileprivate func matches(_ error: PostgresError) -> Bool {
    // Of a number that fits no interval at all.
    if error.code == .server("22008") || error.code == .server("22015") { return true }
    return error.constraint.map(Self.constraints.contains) ?? false
  }

  private static let constraints: Set<String> = [
    "contents_duration_in_range", "atoms_estimated_time_in_range", "atom_completions_time_in_range",
  ]
}

extension ExecutionContext {
  /// Writes with one statement that has a duration in it.
  ///
  /// - Throws: a user error for a duration that is out of range.
  func write(_ query: Query, refusing refusal: DurationRefusal) async throws -> Rows {
    do {
      return try await write(query)
    } catch  where refusal.matches(error) {
      throw UserErrors(UserError(.input, .invalid, refusal.message, field: refusal.field))
    }
  }
}

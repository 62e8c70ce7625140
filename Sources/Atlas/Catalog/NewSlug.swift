import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// How new content gets an address of its own: made of its title, with a random end where the plain one is taken, which
/// somebody may do in the same moment.
enum NewSlug {
  private static let attempts = 5

  /// Tries one statement with end after end.
  ///
  /// - Parameter insert: the statement for an end; it answers no row where the address is taken, and then has no effect.
  /// - Throws: what the statement throws; `CONFLICT` where all were taken, which does not happen.
  static func insert(_ context: ExecutionContext, _ insert: (String) -> Query) async throws -> Rows {
    for attempt in 0..<attempts {
      let end = attempt == 0 ? "" : "-" + String(UInt32.random(in: .min ... .max), radix: 36)
      let rows = try await context.write(insert(end))
      if rows.count > 0 { return rows }
    }
    throw UserErrors(.input(.conflict, "No free address was found for this title: try again.", "input", "title"))
  }
}

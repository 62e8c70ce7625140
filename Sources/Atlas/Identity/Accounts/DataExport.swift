import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Jobs
import Postgres

/// Everything that is stored about a person: a job makes a file of it, one JSON object with a member for each domain.
struct DataExport: Sendable {
  let parts: [PersonalData]
  let files: FilesDomain

  /// How long the file can be fetched.
  private static let days = 7

  /// Asks for the file; while one is being made, for the same one.
  ///
  /// - Returns: the job.
  func request(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows = try await context.write(
      PersonalDataStatements.requestExport(of: viewer.userID, Origin(context.request)))
    // No row: the account of a token that still lives is gone.
    guard let id = rows.count == 1 ? rows.int(0, 0) : nil else { throw GraphQLError.unauthenticated() }
    return id
  }

  var handler: JobHandler {
    JobHandler(.exportData) { execution in
      try await execution.report("reading", percent: 10)
      let export = try await read(execution.userID, execution.database)
      try await execution.report("storing", percent: 80)
      let object = try await files.store(
        export.serialized(), named: "atlas-export.json", mediaType: "application/json", for: execution.userID,
        execution.database)
      return JobEffect { transaction in
        let rows = try await transaction.write(PersonalDataStatements.keepExport(object, days: Self.days))
        return rows.int(0, 0).map { GlobalID(.file, $0) }
      }
    }
  }

  /// All parts show the same moment.
  private func read(_ userID: Int64, _ database: Database) async throws -> JSONValue {
    let rows = try await database.transaction(
      deadline: .now + .seconds(60), isolation: .repeatableRead
    ) { transaction in
      let pending = parts.map { transaction.submit($0.export(userID)) }
      var rows: [Rows] = []
      for part in pending { rows.append(try await part.rows()) }
      return rows
    }
    var export = JSONObject()
    for (part, rows) in zip(parts, rows) {
      export.append(key: part.name, value: try rows.string(0, 0).map { try JSONParser.parse($0) } ?? .null)
    }
    return .object(export)
  }
}

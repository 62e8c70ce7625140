import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Everything that is stored about a person, as one JSON object with a member for each domain.
struct DataExport: Sendable {
  let parts: [PersonalData]

  /// All parts show the same moment.
  func make(_ context: ExecutionContext) async throws -> JSONValue {
    let viewer = try context.requireViewer()
    let origin = Origin(context.request)
    let rows = try await context.transaction { transaction in
      try await transaction.write(PersonalDataStatements.recordExport(of: viewer.userID, origin))
      let pending = parts.map { transaction.submit($0.export(viewer.userID)) }
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

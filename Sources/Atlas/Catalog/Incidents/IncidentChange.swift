import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What `createIncident` makes.
struct IncidentCreation: Sendable {
  let input: API.CreateIncidentInput
  let diagrams: LinkedKeys

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.CreateIncidentInput) throws(UserErrors) {
    self.input = input
    var checks = ContentChecks(input.given)
    checks.text(input.company, "company")
    checks.text(input.title, "title")
    checks.text(input.description, "description")
    checks.tags(input.tags)
    try checks.finish()
    diagrams = LinkedKeys(input.diagramIds, .diagram, member: "diagramIds")
  }

  /// Makes the incident; answers its key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let editor = Editor(context)
    let rows = try await NewSlug.insert(context) { IncidentChangeStatements.create(self, by: editor, slugEnd: $0) }
    let refused = diagrams.refused(rows, position: 1, isThere: 2)
    if !refused.isEmpty { throw UserErrors(refused) }
    guard let id = rows.int(0, 0) else { throw GraphQLError.notFound("incident") }
    return id
  }
}

/// What `updateIncident` changes: what was given, and nothing else.
struct IncidentChange: Sendable {
  let input: API.UpdateIncidentInput
  let key: Int64
  let diagrams: LinkedKeys

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdateIncidentInput) throws(UserErrors) {
    guard let key = input.id.key(.incident) else { throw UserErrors(.notFound("incident", nil, "input", "id")) }
    self.key = key
    self.input = input
    var checks = ContentChecks(input.given)
    checks.text(input.company, "company")
    checks.text(input.title, "title")
    checks.text(input.description, "description")
    checks.tags(input.tags)
    try checks.finish()
    diagrams = LinkedKeys(input.diagramIds, .diagram, member: "diagramIds")
  }

  /// Changes the incident; answers its key. In a transaction: who waited for another editor sees the diagrams as that one
  /// left them.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let statement = IncidentChangeStatements.update(self, by: Editor(context), Origin(context.request))
    let rows = try await context.transaction { [key] transaction in
      _ = try await transaction.write(IncidentChangeStatements.lock(key))
      return try await transaction.write(statement)
    }
    let id = GlobalID(.incident, key)
    let outcome = try EditOutcome(rows, of: id, expectedVersion: input.expectedVersion)
    if outcome.isDone { return key }
    let refused = diagrams.refused(rows, position: 5, isThere: 6)
    throw refused.isEmpty ? UserErrors(.stale(id, version: outcome.version)) : UserErrors(refused)
  }
}

extension LinkedKeys {
  /// The errors about the diagrams that rows of `position` and `isThere` refuse.
  fileprivate func refused(_ rows: Rows, position: Int, isThere: Int) -> [UserError] {
    (0..<rows.count).compactMap { row in
      guard let place = rows.int(row, position).flatMap({ Int(exactly: $0) }) else { return nil }
      guard rows.bool(row, isThere) == true else { return missing(at: place) }
      return .input(
        .forbidden, "Only who may edit the diagram may link incidents to it.", "input", "diagramIds", "\(place)")
    }
  }
}

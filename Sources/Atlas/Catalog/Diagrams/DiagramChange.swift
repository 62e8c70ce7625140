import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What `updateDiagram` changes: what was given, and nothing else.
struct DiagramChange: Sendable {
  let input: API.UpdateDiagramInput
  let key: Int64
  let links: [LinkedKeys]

  var skills: LinkedKeys { links[0] }
  var incidents: LinkedKeys { links[1] }
  var atoms: LinkedKeys { links[2] }

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdateDiagramInput) throws(UserErrors) {
    guard let key = input.id.key(.diagram) else { throw UserErrors(.notFound("diagram", nil, "input", "id")) }
    self.key = key
    self.input = input
    var checks = ContentChecks(input.given)
    checks.text(input.title, "title")
    checks.text(input.category, "category")
    checks.text(input.mermaidSource, "mermaidSource")
    checks.value("difficulty")
    checks.value("status")
    checks.tags(input.tags)
    try checks.finish()
    links = [
      LinkedKeys(input.skillIds, .skill, member: "skillIds"),
      LinkedKeys(input.incidentIds, .incident, member: "incidentIds"),
      LinkedKeys(input.atomIds, .atom, member: "atomIds"),
    ]
  }

  /// Changes the diagram; answers its key. In a transaction: who waited for another author sees the lists of links as
  /// that one left them.
  func apply(_ context: ExecutionContext, atoms: any DiagramAtoms) async throws -> Int64 {
    let statement = DiagramChangeStatements.update(self, atoms, by: Editor(context), Origin(context.request))
    let rows: Rows
    do {
      rows = try await context.transaction { [key] transaction in
        _ = try await transaction.write(DiagramChangeStatements.lock(key))
        return try await transaction.write(statement)
      }
    } catch let error as PostgresError {
      throw ContentChecks.explain(error, durationConstraint: "diagrams_estimated_time_positive")
    }
    let outcome = try EditOutcome(rows, of: GlobalID(.diagram, key), expectedVersion: input.expectedVersion)
    if outcome.isDone { return key }
    let missing = links.missing(rows, member: 5, position: 6)
    if !missing.isEmpty { throw UserErrors(missing) }
    if input.status == .draft, outcome.hasHistory {
      throw UserErrors(
        .state(
          outcome.state, allowed: [API.PublishStatus.published.rawValue, API.PublishStatus.archived.rawValue],
          "Learners have worked with it: archive it instead."))
    }
    throw UserErrors(.stale(GlobalID(.diagram, key), version: outcome.version))
  }
}

/// `deleteDiagram`: for diagrams that nobody has worked with yet.
struct DiagramDeletion: Sendable {
  let input: API.DeleteDiagramInput

  /// Deletes the diagram; answers its id.
  func apply(_ context: ExecutionContext) async throws -> ID {
    guard let key = input.id.key(.diagram) else { throw UserErrors(.notFound("diagram", nil, "input", "id")) }
    let id = GlobalID(.diagram, key)
    let rows: Rows
    do {
      rows = try await context.write(
        DiagramChangeStatements.delete(
          key, expectedVersion: input.expectedVersion, by: Editor(context), Origin(context.request)))
    } catch  where error.sqlState == "23503" {
      // Somebody began to work with it while the statement ran.
      throw UserErrors(Self.inUse(API.PublishStatus.published.rawValue))
    }
    let outcome = try EditOutcome(rows, of: id, expectedVersion: input.expectedVersion)
    if outcome.isDone { return id.id }
    throw UserErrors(outcome.hasHistory ? Self.inUse(outcome.state) : .stale(id, version: outcome.version))
  }

  private static func inUse(_ state: String) -> UserError {
    .state(
      state, allowed: [API.PublishStatus.archived.rawValue], "Learners have worked with it: archive it instead.")
  }
}

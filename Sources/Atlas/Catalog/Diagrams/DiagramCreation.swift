import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What `createDiagram` makes.
struct DiagramCreation: Sendable {
  let input: API.CreateDiagramInput
  let links: [LinkedKeys]

  var skills: LinkedKeys { links[0] }
  var incidents: LinkedKeys { links[1] }
  var atoms: LinkedKeys { links[2] }

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.CreateDiagramInput) throws(UserErrors) {
    self.input = input
    var checks = ContentChecks(input.given)
    checks.text(input.title, "title")
    checks.text(input.category, "category")
    checks.text(input.mermaidSource, "mermaidSource")
    checks.tags(input.tags)
    try checks.finish()
    links = [
      LinkedKeys(input.skillIds, .skill, member: "skillIds"),
      LinkedKeys(input.incidentIds, .incident, member: "incidentIds"),
      LinkedKeys(input.atomIds, .atom, member: "atomIds"),
    ]
  }

  /// Makes the diagram; answers its key.
  func apply(_ context: ExecutionContext, atoms: any DiagramAtoms) async throws -> Int64 {
    let author = try context.requireViewer().userID
    let rows: Rows
    do {
      rows = try await NewSlug.insert(context) {
        DiagramChangeStatements.create(self, atoms, by: author, slugEnd: $0)
      }
    } catch let error as PostgresError {
      throw ContentChecks.explain(error, durationConstraint: "diagrams_estimated_time_positive")
    }
    let missing = links.missing(rows, member: 1, position: 2)
    if !missing.isEmpty { throw UserErrors(missing) }
    guard let id = rows.int(0, 0) else { throw GraphQLError.notFound("diagram") }
    return id
  }
}

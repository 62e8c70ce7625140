import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Labs at work: they are run, solutions are handed in, graded and remembered.
struct LabWork: Sendable {
  let hosting: LabHosting

  var grading: LabGrading { LabGrading(hosting: hosting) }

  /// Adds the resolvers and entity loaders of runs, results and statuses.
  func register(in map: inout ResolverMap) {
    map.add(LabResultRow.fields)
    map.add(LabResultRow.edges)
    map.add(LabResultRow.connection)
    map.add(LabCheckResultRow.fields)
    map.add(LabStatusRow.fields)
    map.add(LabEnvironmentRow.fields)
    map.add(
      entity: API.LabResult.typeName,
      RowLoader<LabResultRow>(key: LabResultRow.id) { keys, context in
        LabResultStatements.byID(keys, viewer: context.viewer(within: .progressRead))
      })
    map.add(entity: API.LabEnvironment.typeName, LabEnvironmentRow.loader)
    registerPayloads(in: &map)
  }

  /// Hands in a solution and grades it.
  var completeLab: FieldResolver<Root, API.Mutation.CompleteLabArguments, API.LabResult> {
    let grading = grading
    return .fetch { _, arguments, context in
      let viewer = try context.requireViewer()
      let attempt = try LabAttempt(labID: arguments.labId, solution: arguments.solution, userID: viewer.userID)
      let id = try await attempt.complete(grading, context)
      let rows = try await context.read(LabResultStatements.byID([id], viewer: viewer))
      guard rows.count == 1 else { throw GraphQLError.notFound("lab result") }
      return .objects(Batch<LabResultRow>(RowStorage(rows)))
    }
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Labs at work: solutions are handed in, graded and remembered.
struct LabWork {
  init() {}

  /// Adds the resolvers and entity loaders of results and statuses.
  func register(in map: inout ResolverMap) {
    map.add(LabResultRow.fields)
    map.add(LabResultRow.edges)
    map.add(LabResultRow.connection)
    map.add(LabCheckResultRow.fields)
    map.add(LabStatusRow.fields)
    map.add(
      entity: API.LabResult.typeName,
      RowLoader<LabResultRow>(key: LabResultRow.id) { keys, context in
        LabResultStatements.byID(keys, viewer: context.viewer(within: .progressRead))
      })
  }

  /// Hands in a solution and grades it. No connection and no transaction is held while the grader works.
  var completeLab: FieldResolver<Root, API.Mutation.CompleteLabArguments, API.LabResult> {
    .fetch { _, arguments, context in
      let viewer = try context.requireViewer()
      let attempt = try LabAttempt(labID: arguments.labId, solution: arguments.solution, userID: viewer.userID)
      let grade = LabGrader.grade(attempt.solution, by: try await attempt.checks(context))
      let id = try await attempt.store(grade, context)
      let rows = try await context.read(LabResultStatements.byID([id], viewer: viewer))
      guard rows.count == 1 else { throw GraphQLError.notFound("lab result") }
      return .objects(Batch<LabResultRow>(RowStorage(rows)))
    }
  }
}

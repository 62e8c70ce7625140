// Progress: how far learners have come, and the steps they took.
//
// Neighbours: Catalog owns diagrams and labs and stores lab results, ContentLibrary owns atoms and stores their
// completions, Identity owns users. All are reached by key.
// Invariant: a learner's standing is seen by the learner and by those who teach them, whichever way it is asked for.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// The domain of learners' progress.
public struct ProgressDomain: Sendable {
  public init() {}

  /// What this domain keeps about a person.
  public var personalData: PersonalData { ProgressPersonalData.part }

  /// Adds the resolvers and entity loaders of the domain.
  public func register(in map: inout ResolverMap) {
    map.add(ProgressRow.fields)
    map.add(ProgressTally.fields)
    map.add(ProgressEventRow.fields)
    map.add(ProgressEventRow.edges)
    map.add(ProgressEventRow.connection)
    ProgressLoaders.register(in: &map)
  }

  /// One learner's standing.
  public var userProgress: FieldResolver<Root, API.Query.UserProgressArguments, API.Progress> {
    .query { _, arguments, context in
      guard let user = arguments.userId.key(.user) else { throw GraphQLError.notFound("user") }
      return ProgressStatements.byUser([user], viewer: context.viewer)
    } _: { rows, _, _, _ in
      guard rows.count == 1 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<ProgressRow>(RowStorage(rows)))
    }
  }

  /// Marks a diagram as learned; a second time changes nothing.
  public var completeDiagram: FieldResolver<Root, API.Mutation.CompleteDiagramArguments, API.Progress> {
    .fetch { _, arguments, context in
      let viewer = try context.requireViewer()
      guard let diagram = arguments.diagramId.key(.diagram) else { throw GraphQLError.notFound("diagram") }
      let outcome = try await context.write(ProgressStatements.complete(diagram: diagram, user: viewer.userID))
      guard outcome.count == 1, Row(rows: outcome, index: 0)[RowColumn<Bool>("found")] else {
        throw GraphQLError.notFound("diagram")
      }
      let rows = try await context.read(ProgressStatements.byUser([viewer.userID], viewer: viewer))
      guard rows.count == 1 else { throw GraphQLError.notFound("user") }
      return .objects(Batch<ProgressRow>(RowStorage(rows)))
    }
  }

  /// The learner's standing, each time it moves.
  public var progressUpdated: FieldResolver<EventRoot, API.Subscription.ProgressUpdatedArguments, API.Progress> {
    .stream(of: EventRecord.self) { arguments, context in
      guard let user = arguments.userId.key(.user),
        try await context.read(ProgressStatements.userExists(user)).count == 1
      else { throw GraphQLError.notFound("user") }
      return try await context.eventStream(topic: "progress:\(user)", kinds: ["PROGRESS_UPDATED"])
    } resolve: { event, _, _ in
      .loading(LoadRequest(API.Progress.typeName, keys: [event.integer("userId")]))
    }
  }
}

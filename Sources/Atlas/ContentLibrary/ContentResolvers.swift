import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension ContentRow {
  static let fields = API.Content.Fields<ContentRow>(
    id: .globalID(.content, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    version: .column(version),
    title: .column(title),
    description: .column(description),
    kind: .column(kind),
    status: .column(status),
    originalFile: .file(fileID),
    metadata: .batch { contents, _, _ in .same(contents) },
    owner: .reference(ownerID),
    job: .reference(jobID),
    atomization: .batch { contents, _, _ in
      let moments = contents.storage.values(RowColumn<String?>(atomizedAt.name))
      return .objects(
        contents, rows: moments.enumerated().map { $1 == nil ? -1 : Int32(truncatingIfNeeded: $0) })
    },
    objectives: .rows(of: ObjectiveRow.self, key: id) { ids, _, _ in ObjectiveStatements.ofContents(ids) },
    atoms: AtomRow.ofContents)

  /// The resolvers of `ContentMetadata`: the same row, seen from another side.
  static let metadataFields = API.ContentMetadata.Fields<ContentRow>(
    author: .column(author),
    subject: .column(subject),
    difficulty: .column(difficulty),
    duration: .column(duration),
    language: .column(language))

  /// The resolvers of `Atomization`, of a content that was cut.
  static let atomizationFields = API.Atomization.Fields<ContentRow>(
    job: .reference(jobID),
    totalAtoms: .column(totalAtoms),
    algorithmVersion: .column(algorithmVersion),
    qualityScore: .column(qualityScore),
    completedAt: .column(atomizedAt))

  static let connectionFields = API.ContentConnection.Fields<Page<ContentRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())
  static let edgeFields = API.ContentEdge.Fields<Edge<ContentRow>>(cursor: .cursor(), node: .node())
}

/// The root fields that answer contents.
enum ContentQueries {
  private static let cursor = CursorKind("contents", .integer(ContentRow.id))

  static var content: FieldResolver<Root, API.Query.ContentArguments, API.Content?> {
    FieldResolver { _, arguments, _ in
      .loading(LoadRequest(API.Content.typeName, keys: [arguments.id.key(.content)]))
    }
  }

  static var contents: FieldResolver<Root, API.Query.ContentsArguments, API.ContentConnection> {
    .query { _, arguments, context in
      ContentStatements.page(arguments.filter, try page(arguments, context), viewer: context.viewer)
    } _: { rows, _, arguments, context in
      let (filter, viewer) = (arguments.filter, context.viewer)
      return .objects(
        Page<ContentRow>.pages(
          rows, parents: [0], parentColumn: RowColumn("parent_id"), arguments: try page(arguments, context),
          total: { _ in ContentStatements.total(filter, viewer: viewer) }))
    }
  }

  private static func page(
    _ arguments: API.Query.ContentsArguments, _ context: ExecutionContext
  ) throws -> PageArguments {
    try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before, cursor: cursor,
      narrowing: [arguments.filter?.given], context)
  }

  /// A content, each time it or one of its atoms changes, for those who see it. When it is deleted, the stream fails: there
  /// is nothing to answer.
  static var contentUpdated: FieldResolver<EventRoot, API.Subscription.ContentUpdatedArguments, API.Content> {
    .stream(of: EventRecord.self) { arguments, context in
      guard let key = arguments.contentId.key(.content),
        try await context.read(ContentStatements.byID([key], .none, viewer: context.viewer)).count == 1
      else { throw GraphQLError.notFound("content") }
      return try await context.eventStream(topic: "content:\(key)", kinds: ["CONTENT_UPDATED"])
    } resolve: { event, _, _ in
      .loading(LoadRequest(API.Content.typeName, keys: [event.integer("contentId")]))
    }
  }
}

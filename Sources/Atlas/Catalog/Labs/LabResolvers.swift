import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension LabRow {
  static let fields = API.Lab.Fields<LabRow>(
    id: .globalID(.lab, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    version: .column(version),
    slug: .column(slug),
    title: .column(title),
    summary: .column(summary),
    difficulty: .column(difficulty),
    category: .column(category),
    tags: .column(tags),
    instructions: .column(instructions),
    estimatedTime: .column(estimatedTime),
    timeLimit: .column(timeLimit),
    status: .column(status),
    author: .reference(authorID),
    files: files,
    hints: .rows(of: LabHintRow.self, key: id) { ids, _, selected, context in
      selected.contains(LabHintRow.text.name)
        ? LabStatements.hintsWithTexts(
          ids, viewer: context.viewer(within: .catalogRead), learner: context.viewer(within: .progressRead))
        : LabStatements.hints(ids)
    },
    checks: .rows(of: LabCheckRow.self, key: id) { ids, _, _ in LabStatements.checks(ids) },
    skills: .rows(of: SkillRow.self, key: id) { ids, _, _ in SkillStatements.ofLabs(ids) },
    diagrams: .pages(of: DiagramRow.ofLabs, key: id),
    prerequisites: prerequisites,
    viewerStatus: viewerStatus,
    viewerAttempts: viewerAttempts,
    passRate: passRate)
}

extension LabRow {
  static let ofDiagrams = Relation<LabRow>(
    "diagramLabs", keyset: .integer(RowColumn("position")), .integer(id),
    pages: { LabStatements.ofDiagrams($0, $1) }, total: { LabStatements.countOfDiagrams($0) })
  static let ofIncidents = Relation<LabRow>(
    "incidentLabs", keyset: .integer(id),
    pages: { LabStatements.ofIncidents($0, $1) }, total: { LabStatements.countOfIncidents($0) })

  static let connectionFields = API.LabConnection.Fields<Page<LabRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())
  static let edgeFields = API.LabEdge.Fields<Edge<LabRow>>(cursor: .cursor(), node: .node())
}

extension LabHintRow {
  static let fields = API.LabHint.Fields<LabHintRow>(
    index: .column(index), penalty: .column(penalty), text: .column(text))
}

extension LabCheckRow {
  static let fields = API.LabCheck.Fields<LabCheckRow>(
    key: .column(key), title: .column(title), weight: .column(weight))
}

/// The root fields that answer labs.
enum LabQueries {
  static var lab: FieldResolver<Root, API.Query.LabArguments, API.Lab> {
    .query(reads: .none) { _, arguments, selected, context in
      guard let key = arguments.id.key(.lab) else { throw GraphQLError.notFound("lab") }
      return LabStatements.byID([key], selected, viewer: context.viewer(within: .catalogRead))
    } _: { rows, _, _, _ in
      guard rows.count > 0 else { throw GraphQLError.notFound("lab") }
      return .objects(Batch<LabRow>(RowStorage(rows)))
    }
  }

  static var labs: FieldResolver<Root, API.Query.LabsArguments, [API.Lab]> {
    .query(reads: .none) { _, arguments, selected, context in
      let filter = arguments.filter
      return LabStatements.list(
        filter, selected, viewer: context.viewer(within: .progressRead),
        limit: filter?.limit ?? API.LabFilter.maximumLimit)
    } _: { rows, _, _, _ in
      .lists(Batch<LabRow>(RowStorage(rows)), offsets: ColumnOf<[API.Lab]>.offsets([rows.count]))
    }
  }

  static var labsConnection: FieldResolver<Root, API.Query.LabsConnectionArguments, API.LabConnection> {
    FieldResolver(reads: .none) { _, arguments, context in
      let filter = arguments.filter
      try filter?.requireUncut()
      let order = LabListOrder(arguments.orderBy)
      let viewer = context.viewer(within: .progressRead)
      let page = try PageArguments(
        first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before,
        cursor: order.cursor, narrowing: [filter?.given], context)
      let pending = context.submit(LabStatements.connection(filter, order.keys, viewer: viewer, page))
      return .pending {
        let pages = Page<LabRow>.pages(
          try await pending.rows(), parents: [0], parentColumn: RowColumn("parent_id"), arguments: page,
          total: { _ in LabStatements.count(filter, viewer: viewer) })
        return ColumnOf<API.LabConnection>.objects(pages).column
      }
    }
  }
}

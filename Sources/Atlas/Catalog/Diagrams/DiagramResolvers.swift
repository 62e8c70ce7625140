import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension DiagramRow {
  static func fields(_ linkedAtoms: any DiagramAtoms) -> API.Diagram.Fields<DiagramRow> {
    API.Diagram.Fields(
      id: .globalID(.diagram, id),
      createdAt: .column(createdAt),
      updatedAt: .column(updatedAt),
      version: .column(version),
      slug: .column(slug),
      title: .column(title),
      description: .column(description),
      category: .column(category),
      tags: .column(tags),
      difficulty: .column(difficulty),
      estimatedTime: .column(estimatedTime),
      mermaidSource: .column(mermaidSource),
      audioUrl: .column(audioURL),
      imageUrl: .column(imageURL),
      status: .column(status),
      author: .reference(authorID),
      skills: .rows(of: SkillRow.self, key: id) { ids, _, _ in SkillStatements.ofDiagrams(ids) },
      labs: .pages(of: LabRow.ofDiagrams, key: id),
      incidents: .pages(of: IncidentRow.ofDiagrams, key: id),
      atoms: linkedAtoms.resolver(key: id),
      related: related,
      viewerCompletedAt: viewerCompletedAt,
      completionCount: .count(key: id) { DiagramStatements.completionCounts($0) },
      revisions: DiagramRevisionRow.ofDiagrams)
  }

  private static var viewerCompletedAt: FieldResolver<DiagramRow, NoArguments, DateTime?> {
    .query(reads: .part(id.name)) { diagrams, _, _, context in
      DiagramStatements.completions(of: try context.requireViewer().userID, diagrams.distinctKeys(id))
    } _: { rows, diagrams, _, _ in
      let diagram = RowColumn<Int64>("diagram_id").position(in: rows)
      let completedAt = RowColumn<DateTime>("completed_at").position(in: rows)
      var moments: [Int64: DateTime] = [:]
      for row in 0..<rows.count {
        guard let key = rows.int(row, diagram), let moment = rows.timestamp(row, completedAt) else { continue }
        moments[key] = DateTime(microsecondsSince1970: moment.microsecondsSince1970)
      }
      return .values(diagrams.storage.values(id).map { moments[$0] })
    }
  }
}

extension DiagramRow {
  static let ofLabs = Relation<DiagramRow>(
    "labDiagrams", keyset: .integer(id),
    pages: { DiagramStatements.ofLabs($0, $1) }, total: { DiagramStatements.countOfLabs($0) },
    facets: { DiagramFacetStatements.ofLabs($0) })
  static let ofIncidents = Relation<DiagramRow>(
    "incidentDiagrams", keyset: .integer(id),
    pages: { DiagramStatements.ofIncidents($0, $1) }, total: { DiagramStatements.countOfIncidents($0) },
    facets: { DiagramFacetStatements.ofIncidents($0) })

  static let connectionFields = API.DiagramConnection.Fields<Page<DiagramRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount(), facets: .facets())
  static let edgeFields = API.DiagramEdge.Fields<Edge<DiagramRow>>(cursor: .cursor(), node: .node())
}

/// The root fields that answer diagrams.
enum DiagramQueries {
  static var diagram: FieldResolver<Root, API.Query.DiagramArguments, API.Diagram> {
    .query(reads: .none) { _, arguments, selected, context in
      guard let key = arguments.id.key(.diagram) else { throw GraphQLError.notFound("diagram") }
      return DiagramStatements.byID([key], selected, viewer: context.viewer(within: .catalogRead))
    } _: { rows, _, _, _ in
      guard rows.count > 0 else { throw GraphQLError.notFound("diagram") }
      return .objects(Batch<DiagramRow>(RowStorage(rows)))
    }
  }

  static var diagrams: FieldResolver<Root, API.Query.DiagramsArguments, [API.Diagram]> {
    .query(reads: .none) { _, arguments, selected, context in
      let filter = arguments.filter
      return DiagramStatements.list(
        filter, selected, viewer: context.viewer(within: .progressRead),
        limit: filter?.limit ?? API.DiagramFilter.maximumLimit)
    } _: { rows, _, _, _ in
      .lists(Batch<DiagramRow>(RowStorage(rows)), offsets: ColumnOf<[API.Diagram]>.offsets([rows.count]))
    }
  }
}

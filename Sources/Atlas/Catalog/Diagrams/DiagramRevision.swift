import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A row of `diagram_revisions`: a diagram as it was before it was edited.
struct DiagramRevisionRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let diagramID = RowColumn<Int64>("diagram_id")
  static let version = RowColumn<Int>("version")
  static let title = RowColumn<String>("title")
  static let description = RowColumn<String?>("description")
  static let category = RowColumn<String>("category")
  static let tags = RowColumn<[String]>("tags")
  static let difficulty = RowColumn<API.Difficulty>("difficulty")
  static let estimatedTime = RowColumn<ISODuration?>("estimated_time")
  static let mermaidSource = RowColumn<String>("mermaid_source")
  static let audioURL = RowColumn<String?>("audio_url")
  static let imageURL = RowColumn<String?>("image_url")
  static let status = RowColumn<API.PublishStatus>("status")
  static let editedBy = RowColumn<Int64?>("edited_by")
  static let editedAt = RowColumn<DateTime>("edited_at")

  let row: Row

  init(row: Row) { self.row = row }
}

extension DiagramRevisionRow {
  static let fields = API.DiagramRevision.Fields<DiagramRevisionRow>(
    id: .globalID(.diagramRevision, id),
    version: .column(version),
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
    editedBy: .reference(editedBy),
    editedAt: .column(editedAt))

  static let connectionFields = API.DiagramRevisionConnection.Fields<Page<DiagramRevisionRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())
  static let edgeFields = API.DiagramRevisionEdge.Fields<Edge<DiagramRevisionRow>>(cursor: .cursor(), node: .node())

  /// For those who may edit the diagram; to others there are none.
  static let loader = RowLoader<DiagramRevisionRow>(key: id) { keys, context in
    DiagramRevisionStatements.byID(keys, editor: Editor(context))
  }

  private static let cursorKind = CursorKind("diagram revisions", .integer(RowColumn("version")))

  /// Former versions, latest first.
  static let ofDiagrams = FieldResolver<
    DiagramRow, API.Diagram.RevisionsArguments, API.DiagramRevisionConnection
  >(reads: .part(DiagramRow.id.name)) { diagrams, arguments, context in
    let editor = Editor(context)
    let page = try PageArguments(first: arguments.first, after: arguments.after, cursor: cursorKind, context)
    let pending = context.submit(
      DiagramRevisionStatements.page(diagrams.distinctKeys(DiagramRow.id), page, editor: editor))
    return .pending {
      let pages = Page<DiagramRevisionRow>.pages(
        try await pending.rows(), parents: diagrams.storage.values(DiagramRow.id), parentColumn: diagramID,
        arguments: page, total: { DiagramRevisionStatements.counts($0, editor: editor) })
      return ColumnOf<API.DiagramRevisionConnection>.objects(pages).column
    }
  }
}

/// The statements about former versions of diagrams. They are for those who may edit the diagram.
enum DiagramRevisionStatements {
  private static let columns: Query = """
    r.id, r.diagram_id, r.version, r.title, r.description, r.category, r.tags, r.difficulty, r.estimated_time,
      r.mermaid_source, r.audio_url, r.image_url, r.status, r.edited_by, r.edited_at
    """

  static func byID(_ ids: [Int64], editor: Editor) -> Query {
    Query(
      "catalog.diagramRevisionsByID",
      """
      select \(fragment: columns)
      from diagram_revisions r
      join diagrams d on d.id = r.diagram_id and \(fragment: editor.mayEdit("d.author_id"))
      where r.id = any(\(ids))
      """)
  }

  /// One page for each diagram, latest first.
  static func page(_ diagrams: [Int64], _ page: PageArguments, editor: Editor) -> Query {
    let order = KeysetOrder("r.version", descending: true)
    return Query(
      "catalog.diagramRevisions",
      """
      select \(fragment: columns)
      from unnest(\(diagrams)) with ordinality as p(diagram_id, n)
      join diagrams d on d.id = p.diagram_id and \(fragment: editor.mayEdit("d.author_id"))
      cross join lateral (
        select \(fragment: columns)
        from diagram_revisions r
        where r.diagram_id = p.diagram_id\(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      ) r
      order by p.n, \(fragment: order.query)
      """)
  }

  static func counts(_ diagrams: [Int64], editor: Editor) -> Query {
    Query(
      "catalog.diagramRevisionCounts",
      """
      select r.diagram_id as parent_id, count(*)::int as total
      from diagram_revisions r
      join diagrams d on d.id = r.diagram_id and \(fragment: editor.mayEdit("d.author_id"))
      where r.diagram_id = any(\(diagrams))
      group by r.diagram_id
      """)
  }
}

import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension AtomRow {
  static let fields = API.Atom.Fields<AtomRow>(
    id: .globalID(.atom, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    version: .column(version),
    source: .reference(contentID),
    sequence: .column(sequence),
    title: .column(title),
    body: .column(body),
    kind: .column(kind),
    media: .file(mediaFileID),
    concepts: .column(concepts),
    difficulty: .column(difficulty),
    estimatedTime: .column(estimatedTime),
    qualityScore: .column(qualityScore),
    objectives: .rows(of: ObjectiveRow.self, key: id) { ids, _, _ in ObjectiveStatements.ofAtoms(ids) },
    prerequisites: .list { AtomGraphStatements.neighbours(.prerequisites, of: $0, $2, viewer: $3) },
    dependencies: .list { AtomGraphStatements.neighbours(.dependencies, of: $0, $2, viewer: $3) },
    related: .list { ids, _, selected, viewer in AtomGraphStatements.related(ids, selected, viewer: viewer) },
    prerequisiteClosure: .list { AtomGraphStatements.closure($0, depth: $1.depth, $2, viewer: $3) },
    viewerState: viewerState)

  private static var viewerState: FieldResolver<AtomRow, NoArguments, API.AtomState?> {
    .query(reads: .part(id.name)) { atoms, _, _, context in
      AtomGraphStatements.states(of: try context.requireViewer().userID, atoms.distinctKeys(id))
    } _: { rows, atoms, _, _ in
      let state = RowColumn<String>("state")
      var states: [Int64: API.AtomState] = [:]
      for index in 0..<rows.count {
        let row = Row(rows: rows, index: index)
        states[row[id]] = API.AtomState(rawValue: row[state])
      }
      return .values(atoms.storage.values(id).map { states[$0] })
    }
  }

  static let connectionFields = API.AtomConnection.Fields<Page<AtomRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())
  static let edgeFields = API.AtomEdge.Fields<Edge<AtomRow>>(cursor: .cursor(), node: .node())
}

extension FieldResolver where Source: RowRecord, Output == [API.Atom] {
  /// A list of atoms for each parent, by one statement that answers `parent_id`, for the viewer as far as they may read.
  static func list(
    _ query: @escaping @Sendable ([Int64], Arguments, Selected, Viewer?) -> Query
  ) -> Self {
    let key = RowColumn<Int64>("id")
    return .query(reads: .part(key.name)) { parents, arguments, selected, context in
      query(parents.distinctKeys(key), arguments, selected, context.viewer(within: .catalogRead))
    } _: { rows, parents, _, _ in
      let grouped = RowSet.grouped(
        rows, parents: parents.storage.values(key), parentColumn: RowColumn("parent_id"))
      return .lists(Batch<AtomRow>(RowStorage(grouped.rows)), offsets: grouped.offsets)
    }
  }
}

extension FieldResolver where Source: RowRecord, Output == API.AtomConnection {
  /// A page of atoms for each parent, by one statement that answers `parent_id` and `place`.
  static func atoms(
    of name: String, key: RowColumn<Int64>, page: @escaping @Sendable (Arguments) -> (first: Int?, after: String?),
    _ query: @escaping @Sendable ([Int64], PageArguments) -> Query, total: @escaping @Sendable ([Int64]) -> Query
  ) -> Self {
    let cursor = CursorKind(name, .integer(RowColumn("place")), .integer(AtomRow.id))
    return Self(reads: .part(key.name)) { parents, arguments, context in
      let given = page(arguments)
      let window = try PageArguments(first: given.first, after: given.after, cursor: cursor, context)
      let pending = context.submit(query(parents.distinctKeys(key), window))
      return .pending {
        let pages = Page<AtomRow>.pages(
          try await pending.rows(), parents: parents.storage.values(key), parentColumn: RowColumn("parent_id"),
          arguments: window, total: total)
        return ColumnOf<Output>.objects(pages).column
      }
    }
  }
}

extension AtomRow {
  /// `Content.atoms`
  static let ofContents = FieldResolver<ContentRow, API.Content.AtomsArguments, API.AtomConnection>.atoms(
    of: "contentAtoms", key: ContentRow.id, page: { ($0.first, $0.after) },
    { AtomStatements.ofContents($0, $1) }, total: { AtomStatements.countOfContents($0) })
}

/// The root fields that answer atoms.
enum AtomQueries {
  static var atom: FieldResolver<Root, API.Query.AtomArguments, API.Atom?> {
    FieldResolver { _, arguments, _ in
      .loading(LoadRequest(API.Atom.typeName, keys: [arguments.id.key(.atom)]))
    }
  }

  static var atoms: FieldResolver<Root, API.Query.AtomsArguments, API.AtomConnection> {
    .query { _, arguments, context in
      let order = AtomListOrder(arguments.orderBy)
      return AtomStatements.page(arguments.filter, order.keyset, try page(arguments, context))
    } _: { rows, _, arguments, context in
      let filter = arguments.filter
      return .objects(
        Page<AtomRow>.pages(
          rows, parents: [0], parentColumn: RowColumn("parent_id"), arguments: try page(arguments, context),
          total: { _ in AtomStatements.total(filter) }))
    }
  }

  private static func page(
    _ arguments: API.Query.AtomsArguments, _ context: ExecutionContext
  ) throws -> PageArguments {
    try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before,
      cursor: AtomListOrder(arguments.orderBy).cursor, narrowing: [arguments.filter?.given], context)
  }
}

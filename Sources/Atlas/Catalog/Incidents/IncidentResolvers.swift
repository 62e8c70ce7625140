import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension IncidentRow {
  static let fields = API.Incident.Fields<IncidentRow>(
    id: .globalID(.incident, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    version: .column(version),
    company: .column(company),
    title: .column(title),
    description: .column(description),
    occurredOn: .column(occurredOn),
    severity: .column(severity),
    rootCause: .column(rootCause),
    lessons: .column(lessons),
    sourceUrl: .column(sourceURL),
    tags: .column(tags),
    diagrams: .pages(of: DiagramRow.ofIncidents, key: id),
    labs: .pages(of: LabRow.ofIncidents, key: id))

  static let ofDiagrams = Relation<IncidentRow>(
    "diagramIncidents", keyset: .integer(RowColumn("position")), .integer(id),
    pages: { IncidentStatements.ofDiagrams($0, $1) }, total: { IncidentStatements.countOfDiagrams($0) })

  static let connectionFields = API.IncidentConnection.Fields<Page<IncidentRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo(), totalCount: .totalCount())
  static let edgeFields = API.IncidentEdge.Fields<Edge<IncidentRow>>(cursor: .cursor(), node: .node())
}

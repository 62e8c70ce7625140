import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres

/// A row of `audit_events`.
struct AuditEventRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let parentID = RowColumn<Int64>("parent_id")
  static let at = RowColumn<DateTime>("at")
  static let actorID = RowColumn<Int64?>("actor_id")
  static let action = RowColumn<String>("action")
  static let subject = RowColumn<String?>("subject")
  static let ipAddress = RowColumn<String?>("ip_address")
  static let userAgent = RowColumn<String?>("user_agent")
  static let requestID = RowColumn<String>("request_id")
  static let details = RowColumn<JSONValue?>("details")

  /// The resolvers of `AuditEvent`.
  static let fields = API.AuditEvent.Fields<AuditEventRow>(
    id: .globalID(.auditEvent, id),
    at: .column(at),
    actor: .reference(actorID),
    action: .column(action),
    subject: FieldResolver(reads: .part(subject.name)) { events, _, _ in
      .loading(
        LoadRequest(
          events.storage.values(subject).map { text in
            text.flatMap { GlobalID($0) }.map { ($0.kind.typeName, $0.key) }
          }))
    },
    ipAddress: .column(ipAddress),
    userAgent: .column(userAgent),
    requestId: .column(requestID),
    details: .column(details))

  static let connectionFields = API.AuditEventConnection.Fields<Page<AuditEventRow>>(
    edges: .edges(), nodes: .nodes(), pageInfo: .pageInfo())

  static let edgeFields = API.AuditEventEdge.Fields<Edge<AuditEventRow>>(cursor: .cursor(), node: .node())

  /// Only administrators find audit events, by whatever way.
  static let loader = RowLoader<AuditEventRow>(key: id) { keys, context in
    AuditStatements.byID(context.viewer?.mayAudit == true ? keys : [])
  }

  /// Events are counted down.
  static let cursorKind = CursorKind("audit", .integer(id))
}

extension Viewer {
  /// As `@auth` on `auditLog` has it.
  fileprivate var mayAudit: Bool { satisfies(.admin) && scopes?.contains("admin:all") ?? true }
}

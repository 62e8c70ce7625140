import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// The audit log, for administrators.
enum AuditLog {
  private static let defaultSize = 50
  private static let maximum = 200

  /// `Query.auditLog`.
  static let auditLog = FieldResolver<Root, API.Query.AuditLogArguments, API.AuditEventConnection>.query(
    reads: .none
  ) { _, arguments, _, context in
    let page = try page(arguments, context)
    guard let conditions = AuditConditions(arguments.filter) else { return AuditStatements.byID([]) }
    return AuditStatements.page(conditions, after: page.after?.first, limit: page.limit)
  } _: { rows, _, arguments, context in
    .objects(
      Page<AuditEventRow>.pages(
        rows, parents: [0], parentColumn: AuditEventRow.parentID, arguments: try page(arguments, context)))
  }

  private static func page(_ arguments: API.Query.AuditLogArguments, _ context: ExecutionContext) throws
    -> PageArguments
  {
    try PageArguments(
      first: arguments.first, after: arguments.after, defaultSize: defaultSize, maximum: maximum,
      cursor: AuditEventRow.cursorKind, narrowing: [arguments.filter?.given], context)
  }
}

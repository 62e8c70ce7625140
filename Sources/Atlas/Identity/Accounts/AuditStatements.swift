import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// The reads of `audit_events`. What is written there is part of other statements; nothing is changed or removed.
enum AuditStatements {
  static func byID(_ ids: [Int64]) -> Query {
    Query(
      "identity.auditEventsByID",
      """
      select 0::bigint as parent_id, e.id, e.at, e.actor_id, e.action, e.subject, e.ip_address, e.user_agent,
        e.request_id, e.details
      from audit_events e
      where e.id = any(\(ids))
      """)
  }

  /// A page of the log, latest first, from behind a row id on.
  static func page(_ conditions: AuditConditions, after id: Int64?, limit: Int) -> Query {
    Query(
      "identity.auditLog",
      """
      select 0::bigint as parent_id, e.id, e.at, e.actor_id, e.action, e.subject, e.ip_address, e.user_agent,
        e.request_id, e.details
      from audit_events e
      where (\(id)::bigint is null or e.id < \(id))
        and (\(conditions.actorID)::bigint is null or e.actor_id = \(conditions.actorID))
        and (\(conditions.action)::text is null or e.action = \(conditions.action))
        and (\(conditions.subject)::text is null or e.subject = \(conditions.subject))
        and (\(conditions.from)::timestamptz is null or e.at >= \(conditions.from)::timestamptz)
        and (\(conditions.to)::timestamptz is null or e.at < \(conditions.to)::timestamptz)
      order by e.id desc
      limit \(limit)
      """)
  }
}

/// What `AuditFilter` asks for.
struct AuditConditions: Sendable {
  let actorID: Int64?
  let action: String?
  /// A global id.
  let subject: String?
  let from: String?
  let to: String?

  /// Nil where the filter names something that cannot be, so that nothing fits.
  init?(_ filter: API.AuditFilter?) {
    action = filter?.action
    from = filter?.range?.from?.text
    to = filter?.range?.to?.text
    actorID = filter?.actorId?.key(.user)
    subject = filter?.subjectId.flatMap { GlobalID($0.value)?.id.value }
    if filter?.actorId != nil, actorID == nil { return nil }
    if filter?.subjectId != nil, subject == nil { return nil }
  }
}

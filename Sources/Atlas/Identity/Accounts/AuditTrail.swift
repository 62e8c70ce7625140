import Postgres

/// How statements leave their trace in `audit_events`: a part of the statement itself, so that no change is without one.
enum AuditTrail {
  /// The text of a CTE that records an action for each row of a relation of the same statement.
  ///
  /// - Parameters:
  ///   - subject: SQL for the global id of what it was done to, from the columns of the relation.
  ///   - details: SQL for a jsonb object without secrets.
  static func record(
    _ action: String, by actorID: Int64?, on subject: Query, from relation: Query, _ origin: Origin,
    details: Query = "'{}'::jsonb"
  ) -> Query {
    """
    insert into audit_events (actor_id, action, subject, ip_address, user_agent, request_id, details)
        select \(actorID)::bigint, \(action), \(fragment: subject), \(origin.ipAddress), \(origin.userAgent)::text,
          \(origin.requestID), \(fragment: details)
        from \(fragment: relation)
    """
  }
}

public import Postgres

/// Where a request came from, cut to what the audit trail and the sessions hold.
public struct Origin: Sendable {
  /// The address of the client, at most 45 characters.
  public let ipAddress: String
  /// What the client calls itself, at most 512 characters.
  public let userAgent: String?
  /// Names the request in logs, too.
  public let requestID: String

  /// Where a request came from.
  public init(_ request: AtlasRequest) {
    ipAddress = Self.printable(request.client.ipAddress, limit: 45)
    userAgent = request.client.userAgent.map { Self.printable($0, limit: 512) }
    requestID = request.requestID
  }

  /// Columns for the CTE `input` of a statement that leaves an audit event.
  public var columns: Query {
    "\(ipAddress)::text as ip_address, \(userAgent)::text as user_agent, \(requestID)::text as request_id"
  }

  /// What clients say of themselves, without control characters and not longer than the column.
  public static func printable(_ text: String, limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(limit))
    return String(kept)
  }
}

/// How statements leave their trace in `audit_events`: a part of the statement itself, so that no change is without
/// one.
public enum AuditTrail {
  /// The text of a CTE that records an action for each row of a relation of the same statement.
  ///
  /// - Parameters:
  ///   - subject: SQL for the global id of what it was done to, from the columns of the relation.
  ///   - details: SQL for a jsonb object without secrets.
  public static func record(
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

import Postgres

extension SessionOpening {
  /// The first part of the statements that open a session: `input`, one row with what all of their parts need.
  static func input(_ opening: SessionOpening) -> Query {
    """
    input as (
        select \(opening.refreshTokenHash)::bytea as hash,
          make_interval(secs => \(Double(opening.lifetimeSeconds))) as lifetime,
          \(opening.origin.ipAddress)::text as ip_address, \(opening.origin.userAgent)::text as user_agent,
          \(opening.origin.requestID)::text as request_id
      )
    """
  }
}

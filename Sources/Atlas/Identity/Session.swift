import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A row of `sessions`, without the hash of its refresh token.
struct SessionRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let lastSeenAt = RowColumn<DateTime>("last_seen_at")
  static let expiresAt = RowColumn<DateTime>("expires_at")
  static let userAgent = RowColumn<String?>("user_agent")
  static let ipAddress = RowColumn<String?>("ip_address")
}

/// What a sign-in answers: the source of `AuthPayload`. The only place where a refresh token is held in plain text.
struct SignedIn: ObjectSource {
  let viewer: Viewer
  let sessionID: Int64
  let accessToken: String
  let accessLifetimeSeconds: Int
  let refreshToken: String
  let refreshLifetimeSeconds: Int
}

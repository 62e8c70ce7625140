public import AtlasAPI

/// Who sends a request: a signed-in user with the rights of this session.
public struct Viewer: Sendable, Hashable {
  public let userID: Int64
  public let sessionID: Int64
  public let roles: Set<API.Role>
  /// When the access token ends; live sockets end with it.
  public let expiresAt: DateTime

  public init(userID: Int64, sessionID: Int64, roles: Set<API.Role>, expiresAt: DateTime) {
    self.userID = userID
    self.sessionID = sessionID
    self.roles = roles
    self.expiresAt = expiresAt
  }

  /// Whether the viewer has a role or a higher one. SERVICE stands apart.
  public func satisfies(_ required: API.Role) -> Bool {
    if roles.contains(required) { return true }
    guard let rank = required.rank else { return false }
    return roles.contains { ($0.rank ?? -1) >= rank }
  }
}

extension API.Role {
  /// STUDENT < CREATOR < INSTRUCTOR < ADMIN; nil for SERVICE.
  public var rank: Int? {
    switch self {
    case .student: 0
    case .creator: 1
    case .instructor: 2
    case .admin: 3
    case .service: nil
    }
  }
}

public import AtlasAPI

/// Who sends a request: a user, and what they have shown to be it.
public struct Viewer: Sendable, Hashable {
  /// What a viewer is known by.
  public enum Credential: Sendable, Hashable {
    /// The access token of a session.
    case session(Int64)
    /// The token of a session whose password was right, and that still owes its second factor.
    case halfSession(Int64)
    /// An API key, with what it may do: `area:verb`.
    case apiKey(Int64, scopes: Set<String>)
  }

  public let userID: Int64
  public let credential: Credential
  public let roles: Set<API.Role>
  /// When the credential ends; live sockets end with it.
  public let expiresAt: DateTime

  public init(userID: Int64, credential: Credential, roles: Set<API.Role>, expiresAt: DateTime) {
    self.userID = userID
    self.credential = credential
    self.roles = roles
    self.expiresAt = expiresAt
  }

  /// The session, whole or half; nil for an API key.
  public var sessionID: Int64? {
    switch credential {
    case .session(let id), .halfSession(let id): id
    case .apiKey: nil
    }
  }

  /// Whether a second factor is still owed: such a viewer is nobody to all fields but those that say otherwise.
  public var owesSecondFactor: Bool {
    if case .halfSession = credential { true } else { false }
  }

  /// What an API key may do; nil for whoever signed in, who may do all that their roles allow.
  public var scopes: Set<String>? {
    if case .apiKey(_, let scopes) = credential { scopes } else { nil }
  }

  /// Whether the viewer has a role or a higher one. SERVICE stands apart: it takes an API key of an account that has it.
  public func satisfies(_ required: API.Role) -> Bool {
    if required == .service { return scopes != nil && roles.contains(.service) }
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

public import AtlasAPI
public import AtlasKernel
import GraphQLJSON

/// What makes access tokens worthless before their time.
public enum Revocation: Sendable, Equatable {
  /// Sessions of a user have ended: by their owner, by a new password, by a replayed token, with the account.
  case sessions([Int64], userID: Int64)
  /// API keys no longer count: they were revoked, or their account was closed.
  case apiKeys([Int64], userID: Int64)
  /// A user has other roles now: access tokens that name others no longer count.
  ///
  /// - version: of the user's row, so that the latest change wins in whatever order changes are heard of.
  case roles(Set<API.Role>, userID: Int64, version: Int64)

  /// Whose credentials they are.
  public var userID: Int64 {
    switch self {
    case .sessions(_, let userID), .apiKeys(_, let userID), .roles(_, let userID, _): userID
    }
  }

  /// Reads an event; nil where it is about something else.
  init?(_ record: EventRecord) {
    guard let userID = record.integer("userId") else { return nil }
    switch record.kind {
    case RevocationStatements.sessionsEnded:
      self = .sessions(Self.integers(record.payload["sessionIds"]), userID: userID)
    case RevocationStatements.keysEnded: self = .apiKeys(Self.integers(record.payload["keyIds"]), userID: userID)
    case RevocationStatements.tokensEnded:
      guard let version = record.integer("version"), let names = record.payload["roles"]?.arrayValue else { return nil }
      self = .roles(
        Set(names.compactMap { $0.stringValue.flatMap { API.Role(rawValue: $0) } }), userID: userID, version: version)
    default: return nil
    }
  }

  private static func integers(_ value: JSONValue?) -> [Int64] {
    (value?.arrayValue ?? []).compactMap { item in
      if case .number(let text) = item { Int64(text) } else { nil }
    }
  }

  /// Whether it ends this credential.
  public func ends(_ viewer: Viewer) -> Bool {
    guard viewer.userID == userID else { return false }
    switch (self, viewer.credential) {
    case (.sessions(let ids, _), .session(let id)), (.sessions(let ids, _), .halfSession(let id)):
      return ids.contains(id)
    case (.apiKeys(let ids, _), .apiKey(let id, _)): return ids.contains(id)
    case (.roles(let roles, _, _), _): return viewer.roles != roles
    case (.sessions, _), (.apiKeys, _): return false
    }
  }
}

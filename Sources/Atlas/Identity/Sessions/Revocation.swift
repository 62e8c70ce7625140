public import AtlasAPI
public import AtlasKernel
import GraphQLJSON

/// What makes access tokens worthless before their time.
public enum Revocation: Sendable, Equatable {
  /// Sessions of a user have ended: by their owner, by a new password, by a replayed token, with the account.
  case sessions([Int64], userID: Int64)
  /// A user has other roles now: access tokens that name others no longer count.
  ///
  /// - version: of the user's row, so that the latest change wins in whatever order changes are heard of.
  case roles(Set<API.Role>, userID: Int64, version: Int64)

  /// Whose credentials they are.
  public var userID: Int64 {
    switch self {
    case .sessions(_, let userID), .roles(_, let userID, _): userID
    }
  }

  /// Reads an event; nil where it is about something else.
  init?(_ record: EventRecord) {
    guard let userID = record.integer("userId") else { return nil }
    switch record.kind {
    case RevocationStatements.sessionsEnded:
      let ids = record.payload["sessionIds"]?.arrayValue ?? []
      self = .sessions(
        ids.compactMap { id in
          if case .number(let text) = id { Int64(text) } else { nil }
        }, userID: userID)
    case RevocationStatements.tokensEnded:
      guard let version = record.integer("version"), let names = record.payload["roles"]?.arrayValue else { return nil }
      self = .roles(
        Set(names.compactMap { $0.stringValue.flatMap { API.Role(rawValue: $0) } }), userID: userID, version: version)
    default: return nil
    }
  }

  /// Whether it ends this credential. API keys are looked up by whoever checks them.
  public func ends(_ viewer: Viewer) -> Bool {
    guard viewer.userID == userID, let sessionID = viewer.sessionID else { return false }
    switch self {
    case .sessions(let ids, _): return ids.contains(sessionID)
    case .roles(let roles, _, _): return viewer.roles != roles
    }
  }
}

public import GraphQLJSON
public import GraphQLSyntax

/// The values of `extensions.code` beyond those of the engine.
extension ErrorCode {
  /// No valid access token came with the request.
  public static let unauthenticated: ErrorCode = "UNAUTHENTICATED"
  /// E-mail address and password do not belong together.
  public static let invalidCredentials: ErrorCode = "INVALID_CREDENTIALS"
  /// The viewer may not do or see this.
  public static let forbidden: ErrorCode = "FORBIDDEN"
  /// There is no such object, or none that the viewer may see.
  public static let notFound: ErrorCode = "NOT_FOUND"
  /// The state of the object does not allow it: a taken address, a full group.
  public static let conflict: ErrorCode = "CONFLICT"
  /// A part of the server is not there at the moment; trying again is right.
  public static let unavailable: ErrorCode = "UNAVAILABLE"
  /// The connection was lost while a change was being committed: it may have happened.
  public static let unknownOutcome: ErrorCode = "UNKNOWN_OUTCOME"
  /// Too many requests, points, or uses of a field; `retryAfter` says in how many seconds to try again.
  public static let rateLimited: ErrorCode = "RATE_LIMITED"
  /// What is allowed in a day is used up; `resetsAt` says from when on it is not.
  public static let quotaExceeded: ErrorCode = "QUOTA_EXCEEDED"
  /// The idempotency key was used for another request.
  public static let idempotencyConflict: ErrorCode = "IDEMPOTENCY_CONFLICT"
  /// A position to resume from is too old: read the current state and subscribe anew.
  public static let resync: ErrorCode = "RESYNC"
}

extension GraphQLError {
  public static func unauthenticated() -> GraphQLError {
    GraphQLError("You must be signed in to do this.", code: .unauthenticated)
  }

  /// The credentials of a request that goes on, such as a subscription, have ended.
  public static func credentialsEnded() -> GraphQLError {
    GraphQLError("Your session has ended, or your rights have changed. Sign in again.", code: .unauthenticated)
  }

  public static func forbidden(_ message: String = "You are not allowed to do this.") -> GraphQLError {
    GraphQLError(message, code: .forbidden)
  }

  /// - Parameter what: the object in words: `"diagram"`.
  public static func notFound(_ what: String) -> GraphQLError {
    GraphQLError("There is no such \(what).", code: .notFound)
  }

  public static func conflict(_ message: String) -> GraphQLError { GraphQLError(message, code: .conflict) }

  /// - Parameter details: further members of `extensions`.
  public static func rateLimited(
    _ message: String = "This was used too often.", retryAfterSeconds seconds: Int, details: JSONObject = JSONObject()
  ) -> GraphQLError {
    var members = details
    members.append(key: "retryAfter", value: .integer(seconds))
    return GraphQLError(
      "\(message) Try again in \(seconds) \(seconds == 1 ? "second" : "seconds").", code: .rateLimited,
      extensions: members)
  }

  public static func badUserInput(_ message: String) -> GraphQLError { GraphQLError(message, code: .badUserInput) }

  public static func validation(_ message: String) -> GraphQLError { GraphQLError(message, code: .validationError) }
}

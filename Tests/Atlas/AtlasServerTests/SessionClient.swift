import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Seeding
import Testing

@testable import AtlasServer

/// The tokens of a session, as a client keeps them.
struct SessionTokens: Sendable {
  let access: String
  let refresh: String
  /// The global id of the session.
  let session: String
  let refreshLifetimeSeconds: Int?

  static let fields = "accessToken refreshToken refreshExpiresIn session { id lastSeenAt userAgent }"

  /// - Parameter auth: an `AuthPayload` with `fields`.
  init(_ auth: JSONValue?) throws {
    access = try #require(auth?.at("accessToken")?.stringValue)
    refresh = try #require(auth?.at("refreshToken")?.stringValue)
    session = try #require(auth?.at("session.id")?.stringValue)
    if case .number(let text)? = auth?.at("refreshExpiresIn") {
      refreshLifetimeSeconds = Int(text)
    } else {
      refreshLifetimeSeconds = nil
    }
  }

  /// The row key of the session.
  var sessionKey: Int64 { Int64(session.dropFirst("session_".count)) ?? 0 }
}

extension TestInstance {
  /// Opens a session of a demo account.
  func openSession(
    _ email: String = "learner@atlas.example", _ password: String = DemoSeeder.password
  ) async throws -> SessionTokens {
    let text = """
      mutation ($email: String!, $password: String!) {
        login(email: $email, password: $password) { \(SessionTokens.fields) }
      }
      """
    let response = try await query(text, ["email": .string(email), "password": .string(password)])
    return try SessionTokens(response["data.login"])
  }

  /// Presents a refresh token.
  func refresh(_ token: String) async throws -> TestResponse {
    let text = """
      mutation ($token: String!) {
        refreshToken(input: {refreshToken: $token}) {
          auth { \(SessionTokens.fields) }
          userErrors { code message field }
        }
      }
      """
    return try await query(text, ["token": .string(token)])
  }

  /// Exchanges a refresh token that is good.
  func refreshed(_ token: String) async throws -> SessionTokens {
    let response = try await refresh(token)
    #expect(response["data.refreshToken.userErrors"] == .array([]), "\(response)")
    return try SessionTokens(response["data.refreshToken.auth"])
  }

  /// Whether an access token is taken.
  func takes(_ token: String) async throws -> Bool {
    let response = try await query("{ currentUser { id } }", token: token)
    #expect(response.status == (response["data.currentUser.id"] == nil ? 401 : 200), "\(response)")
    return response.status == 200
  }

  @discardableResult
  func run(_ statement: Query) async throws -> Rows {
    try await application.database.write(statement.onBehalf(of: .system))
  }

  /// How many events of a kind the audit trail has about a subject.
  func auditCount(_ action: String, _ subject: String) async throws -> Int64? {
    try await run(
      Query(
        "test.audit",
        "select count(*) from audit_events a where a.action = \(action) and a.subject = \(subject)")
    ).int(0, 0)
  }
}

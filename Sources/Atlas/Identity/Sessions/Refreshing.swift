import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Exchanges refresh tokens.
///
/// A session lasts for a week from its latest refresh, and never longer than 90 days from its sign-in. Each token is good
/// once. For ten seconds after that it answers the same successor again, since answers get lost and tabs refresh at the
/// same time. Later somebody else must have it, too: the session ends, with all tokens and sockets that grew from it.
struct Refreshing: Sendable {
  let signingIn: SigningIn
  let succession: RefreshTokenSuccession
  let revocations: Revocations

  /// How long a used token answers its successor.
  static let graceSeconds = 10
  /// How long a session may last, however often it is refreshed.
  static let longestLifetimeSeconds = 90 * 86_400

  /// New tokens of the session, with the roles that its user has now.
  ///
  /// - Throws: a user error, the same for tokens that were never made, have expired, ended or been used before.
  func refresh(_ text: String, _ context: ExecutionContext) async throws -> SignedIn {
    let presented = RefreshToken(text: text)
    let successor = succession.successor(of: presented)
    let exchange = RefreshExchange(
      presentedHash: presented.hash, successorHash: successor.hash,
      lifetimeSeconds: signingIn.refreshLifetimeSeconds, origin: Origin(context.request))
    let rows = try await context.write(RefreshStatements.exchange(exchange))
    guard let session = OpenedSession(rows) else { throw Self.refusal }
    switch RefreshStatements.outcome(rows) {
    case .exchanged, .repeated:
      return signingIn.signIn(
        session, successor, refreshLifetimeSeconds: RefreshStatements.lifetimeSeconds(rows), context)
    case .replayed:
      revocations.apply(.sessions([session.sessionID], userID: session.userID))
      throw Self.refusal
    case .ended: throw Self.refusal
    }
  }

  private static let refusal = UserErrors(
    .input(.invalid, "The refresh token is not valid. Sign in again.", "input", "refreshToken"))
}

import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The way into an account whose password is lost: by its address.
extension SigningIn {
  /// Sends a token to the address, where it has an account; an account that signs in with another service gets a
  /// password that way.
  ///
  /// Nobody learns whether there is one, neither by words nor by time: both cases make the same things and run the same
  /// statement, and the mail leaves later.
  func requestPasswordReset(email: String, _ context: ExecutionContext) async throws -> Bool {
    let token = AccountToken()
    let mail = try mails.passwordReset(token)
    // What cannot be an address is the caller's own mistake and tells nothing about others.
    guard let email = EmailAddress(email), try await GuessLimits.mayMail(email, context) else { return true }
    _ = try await context.write(AddressStatements.requestReset(email, token, mail, Origin(context.request)))
    mails.wake()
    return true
  }

  /// Replaces the password, ends all sessions and API keys, and opens a new session: whoever was in the account is out.
  ///
  /// The token is looked at before the password is hashed, so that nobody keeps the hashing threads busy without a good
  /// one, and taken with the change itself.
  ///
  /// - Throws: `INVALID` as a user error for a token that is unknown, used, replaced or too old; `UNAVAILABLE` when too
  ///   many sign in at once.
  func resetPassword(
    token text: String, newPassword: String, _ revocations: Revocations, _ context: ExecutionContext
  ) async throws -> SignedIn {
    guard let token = AccountToken(text: text) else { throw UserErrors(.badToken) }
    let looked = try await context.read(AddressStatements.canReset(token))
    guard looked.bool(0, 0) == true else { throw UserErrors(.badToken) }
    let refreshToken = RefreshToken()
    let statement = AddressStatements.resetPassword(
      token, passwordHash: try await passwords.hash(newPassword), notice: try mails.notice(.passwordChanged),
      opening(refreshToken, Origin(context.request)))
    let rows = try await context.transaction { transaction in
      _ = try await transaction.read(AddressStatements.lockOwner(of: token))
      return try await transaction.write(statement)
    }
    guard let opened = OpenedSession(rows) else { throw UserErrors(.badToken) }
    revocations.apply(.sessions(RevocationStatements.endedSessions(rows), userID: opened.userID))
    revocations.apply(.apiKeys(RevocationStatements.endedKeys(rows), userID: opened.userID))
    mails.wake()
    return signIn(opened, refreshToken, context)
  }
}

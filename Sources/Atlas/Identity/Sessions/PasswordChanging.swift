import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Gives an account another password, at the wish of who knows the one of now.
struct PasswordChanging: Sendable {
  let passwords: PasswordHasher
  let mails: AccountMails
  let revocations: Revocations

  /// Changes the password and ends all other sessions. A wrong one takes as long as at sign-in, and is recorded.
  ///
  /// - Returns: the row key of the user.
  /// - Throws: a user error where the password of now is another one, or there is none; `UNAVAILABLE` when too many
  ///   passwords are waiting.
  func change(_ input: API.ChangePasswordInput, _ context: ExecutionContext) async throws -> Int64 {
    let (userID, sessionID) = try SignedInSession.of(context.viewer)
    let origin = Origin(context.request)
    let stored = try await storedHash(userID, context)
    guard try await passwords.verify(input.currentPassword, against: stored) else {
      _ = try await context.write(PasswordStatements.recordRefusal(userID: userID, origin))
      throw Self.wrongPassword
    }
    let statement = PasswordStatements.change(
      userID: userID, verifiedHash: stored, newHash: try await passwords.hash(input.newPassword), keeping: sessionID,
      notice: try mails.notice(.passwordChanged), origin)
    let rows = try await context.transaction { transaction in
      _ = try await transaction.read(PasswordStatements.lock(userID: userID))
      return try await transaction.write(statement)
    }
    // Somebody else has changed it meanwhile.
    guard rows.count == 1 else { throw Self.wrongPassword }
    revocations.apply(.sessions(RevocationStatements.endedSessions(rows), userID: userID))
    mails.wake()
    return userID
  }

  /// - Throws: a user error for an account that signs in through someone else.
  private func storedHash(_ userID: Int64, _ context: ExecutionContext) async throws -> String {
    let rows = try await context.read(PasswordStatements.stored(userID: userID))
    guard rows.count == 1 else { throw GraphQLError.unauthenticated() }
    guard let hash = rows.string(0, 0) else {
      throw UserErrors(.state("NO_PASSWORD", allowed: ["PASSWORD"], "This account has no password: set one by mail."))
    }
    return hash
  }

  private static let wrongPassword = UserErrors(
    .input(.invalid, "The current password is another one.", "input", "currentPassword"))
}

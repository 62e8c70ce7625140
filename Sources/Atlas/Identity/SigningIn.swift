import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// The ways into a session: with a password, by making an account, and by a token for a lost password
/// (Addresses/PasswordReset.swift).
struct SigningIn: Sendable {
  let tokens: AccessTokens
  let passwords: PasswordHasher
  let mails: AccountMails
  let refreshLifetimeSeconds: Int
  let clock: @Sendable () -> DateTime

  /// Opens a session for whoever knows the password.
  ///
  /// An unknown address takes the same steps as a wrong password: a read, a hash, an entry in the audit trail.
  ///
  /// - Throws: `INVALID_CREDENTIALS`, `UNAVAILABLE` when too many sign in at once, `RATE_LIMITED`.
  func login(email: String, password: String, _ context: ExecutionContext) async throws -> SignedIn {
    if let email = EmailAddress(email) { try await GuessLimits.count(email, context) }
    for _ in 0..<2 {
      if let signedIn = try await tryPassword(password, of: email, context) { return signedIn }
    }
    throw GraphQLError.invalidCredentials
  }

  /// Nil where the stored password changed between reading it and signing in: by its owner, whose old password must not
  /// open anything then, or by a sign-in at the same moment that hashed it anew.
  private func tryPassword(_ password: String, of email: String, _ context: ExecutionContext) async throws -> SignedIn?
  {
    let origin = Origin(context.request)
    let account = try await account(email, context)
    guard try await passwords.verify(password, against: account?.passwordHash), let account,
      let verifiedHash = account.passwordHash
    else {
      _ = try await context.write(SessionStatements.recordRefusal(userID: account?.userID, origin))
      throw GraphQLError.invalidCredentials
    }
    let token = RefreshToken()
    let statement = SessionStatements.logIn(
      account.userID, verifiedHash: verifiedHash, newHash: await renewedHash(of: password, verifiedHash),
      opening(token, origin))
    return OpenedSession(try await context.write(statement)).map { signIn($0, token, context) }
  }

  /// Makes an account and opens its first session.
  ///
  /// - Throws: `CONFLICT` when the address is taken, `UNAVAILABLE` when too many sign in at once.
  func register(_ registration: Registration, _ context: ExecutionContext) async throws -> SignedIn {
    let token = RefreshToken()
    let hash = try await passwords.hash(registration.password)
    let verification = AccountToken()
    let statement = SessionStatements.register(
      registration, passwordHash: hash, opening(token, Origin(context.request)),
      verification: AddressStatements.issuing(
        verification, for: .verifyEmail, try mails.verification(verification)))
    let rows: Rows
    do {
      rows = try await context.write(statement)
    } catch {
      throw error.constraint == "users_email_key" ? GraphQLError.conflict("This e-mail address is taken.") : error
    }
    guard let opened = OpenedSession(rows) else { preconditionFailure("an insert of values makes a row") }
    mails.wake()
    return signIn(opened, token, context)
  }

  private struct Account {
    let userID: Int64
    let passwordHash: String?
  }

  private func account(_ email: String, _ context: ExecutionContext) async throws -> Account? {
    guard let email = EmailAddress(email) else { return nil }
    let rows = try await context.read(UserStatements.credentials(email))
    guard rows.count == 1 else { return nil }
    let row = Row(rows: rows, index: 0)
    return Account(userID: row[UserRow.id], passwordHash: row[RowColumn<String?>("password_hash")])
  }

  /// The password hashed with today's parameters, where those have changed. It may fail: the next sign-in tries again.
  private func renewedHash(of password: String, _ stored: String) async -> String? {
    passwords.needsRehash(stored) ? try? await passwords.hash(password) : nil
  }

  func opening(_ token: RefreshToken, _ origin: Origin) -> SessionOpening {
    SessionOpening(refreshTokenHash: token.hash, lifetimeSeconds: refreshLifetimeSeconds, origin: origin)
  }

  /// Issues the tokens of a session and makes its user the viewer of the rest of the operation: half of one, where the
  /// second factor is still owed.
  ///
  /// - Parameter refreshLifetimeSeconds: how long the session lasts from now; nil: as long as a new one.
  func signIn(
    _ opened: OpenedSession, _ token: RefreshToken, refreshLifetimeSeconds: Int? = nil, _ context: ExecutionContext
  ) -> SignedIn {
    let now = clock()
    let lifetime = Int64(tokens.lifetimeSeconds) * 1_000_000
    let viewer = Viewer(
      userID: opened.userID,
      credential: opened.owesSecondFactor ? .halfSession(opened.sessionID) : .session(opened.sessionID),
      roles: opened.roles, expiresAt: DateTime(microsecondsSince1970: now.microsecondsSince1970 + lifetime))
    context.signIn(viewer)
    return SignedIn(
      viewer: viewer, sessionID: opened.sessionID,
      accessToken: tokens.issue(
        userID: opened.userID, sessionID: opened.sessionID, roles: opened.roles,
        owesSecondFactor: opened.owesSecondFactor, now: now),
      accessLifetimeSeconds: tokens.lifetimeSeconds, refreshToken: token.text,
      refreshLifetimeSeconds: refreshLifetimeSeconds ?? self.refreshLifetimeSeconds)
  }
}

/// What the statements that open a session, or open it again, answer: user_id, session_id, roles, owes_factor.
struct OpenedSession {
  let userID: Int64
  let sessionID: Int64
  let roles: Set<API.Role>
  let owesSecondFactor: Bool

  init?(_ rows: Rows) {
    guard rows.count == 1 else { return nil }
    let row = Row(rows: rows, index: 0)
    userID = row[RowColumn<Int64>("user_id")]
    sessionID = row[RowColumn<Int64>("session_id")]
    roles = Set(row[UserRow.roleNames].compactMap { API.Role(rawValue: $0) })
    owesSecondFactor = row[RowColumn<Bool>("owes_factor")]
  }
}

extension GraphQLError {
  /// One answer to everything that does not open a session.
  fileprivate static let invalidCredentials = GraphQLError(
    "E-mail address or password is wrong.", code: .invalidCredentials)
}

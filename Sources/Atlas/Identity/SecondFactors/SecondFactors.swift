import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Authenticators: enrolling, proving and removing them.
///
/// A code is good once, in its own 30 seconds and those around them. A try is counted before its code is looked at, so
/// that parallel guesses are no way round the limit: the tenth try in a row without a right code locks the factor for
/// 15 minutes. Recovery codes are good even then: nobody guesses them, and the owner must not be shut out by others.
///
/// Confirming ends the session that asks and opens a whole one in its place, in one statement, so that the tokens of
/// the half session have nothing left to open; live sockets end with it. Other sessions of the user stay; they owe the
/// factor from their next refresh on.
struct SecondFactors: Sendable {
  let signingIn: SigningIn
  let sealing: FactorSecretSealing
  let revocations: Revocations

  /// Begins an enrolment, in place of one that was not finished.
  ///
  /// - Throws: `UserErrors` where a factor counts already.
  func enroll(_ context: ExecutionContext) async throws -> MfaEnrolment {
    let userID = try context.requireViewer().userID
    let secret = randomBytes(TimeBasedCodes.secretLength)
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
    let statement = SecondFactorStatements.enroll(
      userID, sealedSecret: try sealing.seal(secret, for: userID), recoveryHashes: codes.flatMap(\.hash),
      Origin(context.request))
    let rows = try await context.write(statement)
    guard rows.count == 1 else {
      throw UserErrors(
        .state("ENABLED", allowed: ["NONE", "PENDING"], "A second factor is enabled: disable it first."))
    }
    let account = Row(rows: rows, index: 0)[RowColumn<String>("email")]
    return MfaEnrolment(secret: secret, recoveryCodes: codes, account: account)
  }

  /// Ends an enrolment, or a sign-in that owes the factor. An enrolment takes a code of the authenticator: a recovery
  /// code would not show that the authenticator works.
  ///
  /// - Throws: `UserErrors` for a wrong code, a locked factor, and where there is nothing to confirm.
  func confirm(_ code: String, _ context: ExecutionContext) async throws -> SignedIn {
    let asking = try Asking(context)
    let standing = try await standing(of: asking, context)
    guard standing.isPending || standing.isOwed else {
      throw UserErrors(
        .state(standing.name, allowed: ["PENDING", "OWED"], "There is no second factor to confirm."))
    }
    let proof = try await proof(code, asking, takesRecoveryCode: !standing.isPending, context)
    let token = RefreshToken()
    var opening = signingIn.opening(token, asking.origin)
    opening.hasSecondFactor = true
    let notice = standing.isPending ? try signingIn.mails.notice(.secondFactorAdded) : nil
    let rows = try await context.write(SecondFactorStatements.confirm(proof, asking, opening, notice: notice))
    guard let opened = OpenedSession(rows) else { throw try await refusal(asking, context) }
    revocations.apply(.sessions(RevocationStatements.endedSessions(rows), userID: opened.userID))
    if notice != nil { signingIn.mails.wake() }
    return signingIn.signIn(opened, token, context)
  }

  /// Removes the factor with its recovery codes.
  ///
  /// - Returns: the user's row key.
  /// - Throws: `UserErrors` for a wrong code, a locked factor, and where no factor counts.
  func disable(_ code: String, _ context: ExecutionContext) async throws -> Int64 {
    let asking = try Asking(context)
    let standing = try await standing(of: asking, context)
    guard standing.isEnabled else {
      throw UserErrors(.state(standing.name, allowed: ["ENABLED"], "No second factor is enabled."))
    }
    let proof = try await proof(code, asking, takesRecoveryCode: true, context)
    let notice = try signingIn.mails.notice(.secondFactorRemoved)
    let rows = try await context.write(SecondFactorStatements.disable(proof, asking, notice: notice))
    guard rows.count == 1 else { throw try await refusal(asking, context) }
    signingIn.mails.wake()
    return asking.userID
  }

  // MARK: Steps

  /// How the session that asks stands to the factor of its user.
  private func standing(of asking: Asking, _ context: ExecutionContext) async throws -> FactorStanding {
    let rows = try await context.read(SecondFactorStatements.standing(asking))
    // The session has ended; its access token has not.
    guard rows.count == 1 else { throw GraphQLError.unauthenticated() }
    return FactorStanding(Row(rows: rows, index: 0))
  }

  /// What a typed text proves, if the database agrees: the statement that uses the proof has the last word.
  private func proof(
    _ typed: String, _ asking: Asking, takesRecoveryCode: Bool, _ context: ExecutionContext
  ) async throws -> FactorProof {
    if takesRecoveryCode, let code = RecoveryCode(typed) { return .recoveryCode(hash: code.hash) }
    let rows = try await context.write(SecondFactorStatements.takeTry(asking))
    guard rows.count == 1 else {
      _ = try await context.write(SecondFactorStatements.recordRefusal(asking, reason: "locked"))
      throw UserErrors(.input(.rateLimited, "Too many wrong codes: try again in 15 minutes.", "input", "code"))
    }
    let lastStep = Row(rows: rows, index: 0)[RowColumn<Int64>("last_step")]
    let sealed = rows.position(ofColumn: "sealed_secret").flatMap { rows.bytes(0, $0) } ?? []
    let codes = TimeBasedCodes(secret: try sealing.open(sealed, for: asking.userID))
    guard let step = codes.step(of: typed, now: signingIn.clock()), step > lastStep else {
      throw try await refusal(asking, context)
    }
    return .code(step: step, sealedSecret: sealed)
  }

  /// Records a code that was refused; neither the code nor what was wrong with it is told.
  private func refusal(_ asking: Asking, _ context: ExecutionContext) async throws -> UserErrors {
    _ = try await context.write(SecondFactorStatements.recordRefusal(asking, reason: "code"))
    return UserErrors(.input(.invalid, "The code is wrong, or was used before.", "input", "code"))
  }
}

/// The session that asks about its user's factor.
struct Asking: Sendable {
  let userID: Int64
  let sessionID: Int64
  let origin: Origin

  /// - Throws: `UNAUTHENTICATED` for whoever has no session, half or whole.
  init(_ context: ExecutionContext) throws {
    guard let claimant = context.request.claimant, let sessionID = claimant.sessionID else {
      throw GraphQLError.unauthenticated()
    }
    userID = claimant.userID
    self.sessionID = sessionID
    origin = Origin(context.request)
  }
}

/// What shows that somebody has the factor.
enum FactorProof: Sendable {
  /// The code of a time step, under the secret that was read.
  case code(step: Int64, sealedSecret: [UInt8])
  case recoveryCode(hash: [UInt8])

  /// The audited name of its use in a confirmation.
  var confirmation: String {
    switch self {
    case .code: "identity.mfa_confirmed"
    case .recoveryCode: "identity.recovery_code_used"
    }
  }
}

/// Whether there is a factor, and whether a session has given it.
private struct FactorStanding {
  /// Nil where there is no factor, false where its enrolment is not finished.
  private let isConfirmed: Bool?
  private let isGiven: Bool

  init(_ row: Row) {
    isConfirmed = row[RowColumn<Bool?>("is_confirmed")]
    isGiven = row[RowColumn<Bool>("is_given")]
  }

  var isEnabled: Bool { isConfirmed == true }
  var isPending: Bool { isConfirmed == false }
  var isOwed: Bool { isEnabled && !isGiven }

  var name: String {
    switch isConfirmed {
    case nil: "NONE"
    case false: "PENDING"
    default: isGiven ? "ENABLED" : "OWED"
    }
  }
}

extension UserRow {
  /// `User.mfaEnabled`.
  static let mfaEnabled = FieldResolver<UserRow, NoArguments, Bool?>.query(reads: .part(id.name)) { users, _, _, _ in
    SecondFactorStatements.enabled(among: users.distinctKeys(id))
  } _: { rows, users, _, _ in
    let enabled = Set(RowSet(rows).integers("user_id"))
    return .values(users.storage.values(id).map { enabled.contains($0) })
  }
}

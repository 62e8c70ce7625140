import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres
import Synchronization

/// Leaving: an account is closed at once, and what is personal is erased when the time to think better of it is over.
struct AccountClosing: Sendable {
  /// Days between closing and erasing.
  static let graceDays = 14

  let passwords: PasswordHasher
  let parts: [PersonalData]
  let revocations: Revocations

  /// Closes the viewer's account; answers when it will be erased.
  func close(_ input: API.DeleteMyAccountInput, _ context: ExecutionContext) async throws -> DateTime {
    let viewer = try context.requireViewer()
    guard input.confirm else {
      throw UserErrors(.input(.invalid, "Confirm that the account is to be closed.", "input", "confirm"))
    }
    let origin = Origin(context.request)
    let stored = try await context.read(PasswordStatements.stored(userID: viewer.userID)).string(0, 0)
    if let stored {
      guard let password = input.password, try await passwords.verify(password, against: stored) else {
        _ = try await context.write(PasswordStatements.recordRefusal(userID: viewer.userID, origin))
        throw UserErrors(.input(.invalid, "The password is wrong.", "input", "password"))
      }
    }
    let statement = PersonalDataStatements.close(
      viewer.userID, verifiedHash: stored, graceDays: Self.graceDays, origin)
    let rows = try await context.transaction { transaction in
      _ = try await transaction.read(PasswordStatements.lock(userID: viewer.userID))
      return try await transaction.write(statement)
    }
    guard let microseconds = rows.int(0, 0) else { throw GraphQLError.unauthenticated() }
    revocations.apply(.sessions(RevocationStatements.endedSessions(rows), userID: viewer.userID))
    revocations.apply(.apiKeys(RevocationStatements.endedKeys(rows), userID: viewer.userID))
    return DateTime(microsecondsSince1970: microseconds)
  }

  /// Erases one account whose time has come; false where there is none. Several instances may do it at once.
  ///
  /// - Throws: why an account cannot be erased. It is tried again an hour later, and holds up no other.
  func eraseNext(_ database: Database) async throws -> Bool {
    let chosen = Mutex<Int64?>(nil)
    do {
      var progress = Erasure.begun
      while progress == .begun {
        progress = try await database.transaction { transaction in
          guard let userID = try await transaction.read(PersonalDataStatements.nextToErase).int(0, 0) else {
            return .nobody
          }
          chosen.withLock { $0 = userID }
          return try await erase(userID, transaction)
        }
      }
      return progress == .done
    } catch {
      if let userID = chosen.withLock({ $0 }) {
        _ = try? await database.write(PersonalDataStatements.postponeErasure(of: userID))
      }
      throw error
    }
  }

  /// How far a transaction came.
  private enum Erasure { case nobody, begun, done }

  /// One batch of what is much; where nothing of that is left, all the rest.
  private func erase(_ userID: Int64, _ transaction: Transaction) async throws -> Erasure {
    for part in parts {
      var changed = 0
      for erase in part.eraseBatch { changed = try await transaction.write(erase(userID)).affectedRows }
      if changed > 0 { return .begun }
    }
    for part in parts {
      for erase in part.erase { try await transaction.write(erase(userID)) }
    }
    return .done
  }
}

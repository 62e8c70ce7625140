import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Proof that an address belongs to the account that was registered with it.
struct AddressVerification: Sendable {
  let mails: AccountMails

  /// Confirms the address that the token was sent to.
  ///
  /// - Returns: whose it is.
  /// - Throws: `INVALID` as a user error for a token that is unknown, used, replaced or too old.
  func verify(_ text: String, _ context: ExecutionContext) async throws -> Int64 {
    guard let token = AccountToken(text: text) else { throw UserErrors(.badToken) }
    let rows = try await context.write(AddressStatements.verify(token, Origin(context.request)))
    guard rows.count == 1 else { throw UserErrors(.badToken) }
    return Row(rows: rows, index: 0)[RowColumn<Int64>("user_id")]
  }

  /// Sends another mail with another token; the older one is of no use any more.
  ///
  /// - Returns: false where the address is verified already.
  func resend(_ context: ExecutionContext) async throws -> Bool {
    let token = AccountToken()
    let statement = AddressStatements.resendVerification(
      userID: try context.requireViewer().userID, token, try mails.verification(token), Origin(context.request))
    let rows = try await context.write(statement)
    mails.wake()
    return rows.count == 1 && Row(rows: rows, index: 0)[RowColumn<Bool>("sent")]
  }
}

extension UserError {
  /// One answer to every token that is not good; what is wrong with it is nobody's business.
  static let badToken = UserError.input(
    .invalid, "This link is not good any more. Ask for a new one.", "input", "token")
}

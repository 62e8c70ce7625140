import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Making and revoking API keys.
struct ApiKeyKeeping: Sendable {
  let keyring: ApiKeyring
  let revocations: Revocations
  let clock: @Sendable () -> DateTime

  /// Makes a key of the viewer.
  ///
  /// - Throws: user errors for what is wrong with the input and for too many keys, `FORBIDDEN` for a scope above the
  ///   owner's roles.
  func create(_ input: API.CreateApiKeyInput, _ context: ExecutionContext) async throws -> NewApiKey {
    let viewer = try context.requireViewer()
    let request = try ApiKeyRequest(input, now: clock())
    let secret = ApiKeySecret()
    let origin = Origin(context.request)
    return try await context.transaction { transaction in
      let owner = try await transaction.read(ApiKeyStatements.lockOwner(viewer.userID))
      // No row: the account of a token that still lives is gone.
      guard let names = owner.count == 1 ? owner.stringArray(0, 0) : nil else { throw GraphQLError.unauthenticated() }
      let roles = Set(names.compactMap { API.Role(rawValue: $0) })
      if let scope = request.scopes.first(where: { !$0.isAllowed(for: roles) }) {
        throw GraphQLError.forbidden("The scope \(scope.rawValue) is above your roles.")
      }
      let created = try await transaction.write(
        ApiKeyStatements.create(request, ownerID: viewer.userID, secret: secret, limit: Self.limit, origin))
      guard let id = created.count == 1 ? created.int(0, 0) : nil else { throw UserErrors(Self.tooMany) }
      return NewApiKey(id: id, secret: secret)
    }
  }

  /// Revokes a key of the viewer. From then on nobody is let in with it here, and its sockets close; elsewhere within
  /// seconds.
  func revoke(_ input: API.RevokeApiKeyInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let id = input.apiKeyId.key(.apiKey) else { throw UserErrors(Self.notFound(input.apiKeyId)) }
    // Whatever becomes of the statement, what was known before it counts no more.
    defer { keyring.forget { $0.id == id } }
    let rows = try await context.write(
      ApiKeyStatements.revoke(id, ownerID: viewer.userID, Origin(context.request)))
    guard rows.count == 1 else { throw UserErrors(Self.notFound(input.apiKeyId)) }
    revocations.apply(.apiKeys([id], userID: viewer.userID))
    return id
  }

  /// Looks anew at what the keys of a user are good for: their roles have changed, or their account was closed.
  func forgetKeys(of userID: Int64) { keyring.forget { $0.userID == userID } }

  /// How many good keys a user may have.
  private static let limit = 20

  private static let tooMany = UserError(
    .input, .quotaExceeded, "There may be \(limit) keys at a time: revoke one that is no longer needed.")

  private static func notFound(_ id: ID) -> UserError {
    .notFound("API key", GlobalID(id.value), "input", "apiKeyId")
  }
}

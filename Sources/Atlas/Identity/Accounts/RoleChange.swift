import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Roles that an administrator gives and takes.
struct RoleChange: Sendable {
  let role: API.Role
  let userID: ID

  let revocations: Revocations

  /// Gives the role; answers the user.
  func grant(_ context: ExecutionContext) async throws -> Int64 {
    try await change(context, AccountStatements.grantRole)
  }

  /// Takes the role; answers the user.
  func revoke(_ context: ExecutionContext) async throws -> Int64 {
    try await change(context, AccountStatements.revokeRole)
  }

  private func change(
    _ context: ExecutionContext, _ statement: (API.Role, Int64, Int64, Origin) -> Query
  ) async throws -> Int64 {
    let admin = try context.requireViewer()
    let key = try key()
    let rows = try await context.write(statement(role, key, admin.userID, Origin(context.request)))
    switch rows.string(0, 0) {
    case "CHANGED": break
    case "LAST_ROLE": throw UserErrors(.input(.conflict, "It is the last role of this user.", "input", "role"))
    case "LAST_ADMIN": throw UserErrors(.input(.conflict, "It is the last administrator.", "input", "userId"))
    default: throw notFound()
    }
    if let version = rows.int(0, 1), let names = rows.stringArray(0, 2) {
      revocations.apply(.roles(Set(names.compactMap { API.Role(rawValue: $0) }), userID: key, version: version))
    }
    return key
  }

  private func key() throws -> Int64 {
    guard let key = userID.key(.user) else { throw notFound() }
    return key
  }

  private func notFound() -> UserErrors {
    UserErrors(.notFound("user", GlobalID(userID.value), "input", "userId"))
  }
}

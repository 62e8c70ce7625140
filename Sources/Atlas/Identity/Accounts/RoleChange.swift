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

  /// Gives the role; answers the user.
  func grant(_ context: ExecutionContext) async throws -> Int64 {
    let admin = try context.requireViewer()
    let key = try key()
    let statement = AccountStatements.grantRole(role, to: key, by: admin.userID, Origin(context.request))
    guard try await context.write(statement).count == 1 else { throw notFound() }
    return key
  }

  /// Takes the role; answers the user.
  func revoke(_ context: ExecutionContext) async throws -> Int64 {
    let admin = try context.requireViewer()
    let key = try key()
    let statement = AccountStatements.revokeRole(role, from: key, by: admin.userID, Origin(context.request))
    switch try await context.write(statement).string(0, 0) {
    case "REVOKED", "NOT_HELD": return key
    case "LAST_ROLE": throw UserErrors(.input(.conflict, "It is the last role of this user.", "input", "role"))
    case "LAST_ADMIN": throw UserErrors(.input(.conflict, "It is the last administrator.", "input", "userId"))
    default: throw notFound()
    }
  }

  private func key() throws -> Int64 {
    guard let key = userID.key(.user) else { throw notFound() }
    return key
  }

  private func notFound() -> UserErrors {
    UserErrors(.notFound("user", GlobalID(userID.value), "input", "userId"))
  }
}

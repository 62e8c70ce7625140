import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// `registerDevice`: pushes go to this device as long as the session is open in which it was registered.
struct DeviceRegistration: Sendable {
  /// How many devices somebody may have; beyond them the one that was registered longest ago is forgotten.
  static let limit = 20

  let platform: API.DevicePlatform
  let token: DeviceToken

  /// - Throws: `UserErrors` for what can be no token.
  init(_ input: API.RegisterDeviceInput) throws(UserErrors) {
    guard let token = DeviceToken(input.pushToken, on: input.platform) else {
      throw UserErrors(.input(.invalid, "This is no token that pushes can be sent with.", "input", "pushToken"))
    }
    self.token = token
    platform = input.platform
  }

  /// Registers the device; answers its id, which means nothing elsewhere.
  func apply(_ sealing: DeviceTokenSealing, _ context: ExecutionContext) async throws -> ID {
    let viewer = try context.requireViewer()
    guard let session = viewer.sessionID else { throw GraphQLError.unauthenticated() }
    let rows = try await context.write(
      DeviceStatements.register(
        platform, sealed: try sealing.seal(token.text, for: viewer.userID), hash: sealing.hash(token.identity),
        of: viewer.userID, session: session))
    // The session has ended since it was looked at.
    guard let key = rows.int(0, 0) else { throw GraphQLError.unauthenticated() }
    return ID("device_\(key)")
  }
}

import Logging
import Postgres

extension RowSecurity {
  /// What the policies of private rows read, and the role that they hold for.
  static let privateRows = RowSecurity(setting: "atlas.viewer", role: "atlas_app")

  /// The second wall around private rows, as firm as the database lets it be; see the migration row_security. Where
  /// nothing enforces it, this is said in the log, and the conditions of the statements stand alone.
  static func ofPrivateRows(_ connectionString: String, _ logger: Logger) async throws -> RowSecurity {
    var security = privateRows
    switch try await security.enforcement(connectionString: connectionString, reading: "sessions") {
    case .role: return security
    case .user: break
    case .none:
      logger.warning(
        "row-level security is off: the database user is above all policies and cannot take the role atlas_app")
    }
    security.role = nil
    return security
  }
}

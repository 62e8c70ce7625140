// Row-level security: the database's own wall around private rows, behind the conditions of the statements.
//
// Policies of the tables compare rows with a setting. A statement that is sent on behalf of somebody brings the setting
// along, inside of its own transaction: on a shared connection that is the segment between two syncs, which then holds
// statements of that audience only. With the end of the transaction the setting is gone, whatever became of it.

/// Whose private rows a statement may see and change.
public enum Audience: Hashable, Sendable {
  /// One user's rows, by row key; nil is a visitor, who has none.
  case user(Int64?)
  /// All rows: for what the server does by itself, such as a sign-in, and for those who may see everything.
  case system

  /// What the policies read.
  var text: String {
    switch self {
    case .user(let id?): String(id)
    case .user(nil): ""
    case .system: "system"
    }
  }
}

extension Query {
  /// The statement on behalf of somebody. Without this it sees no row of a table that has row-level security.
  public func onBehalf(of audience: Audience) -> Query {
    var query = self
    query.audience = audience
    return query
  }
}

/// How a database's policies learn for whom a statement runs.
public struct RowSecurity: Sendable {
  /// The setting that the policies read, such as `atlas.viewer`. Never set outside of a transaction.
  public var setting: String
  /// The role of every session, to which policies apply; nil leaves the one that the sessions connect with.
  public var role: String?

  /// Statements say whose rows they see in this setting.
  public init(setting: String, role: String? = nil) {
    self.setting = setting
    self.role = role
  }

  /// Sets the audience for the rest of the transaction.
  func statement(for audience: Audience?) -> Query {
    "select set_config(\(setting), \(audience?.text ?? ""), true)"
  }
}

extension RowSecurity {
  /// What keeps the sessions of a database within its policies.
  public enum Enforcement: Sendable {
    /// The role, which a session can take.
    case role
    /// The user that sessions connect with: policies apply to it.
    case user
    /// Nothing: the user is above all policies, and there is no role to take instead.
    case none
  }

  /// Asks a database, whose schema is up to date, what its policies hold for.
  ///
  /// - Parameter table: a table that the role must be able to read to be of use.
  public func enforcement(connectionString: String, reading table: String) async throws(PostgresError) -> Enforcement {
    try await onThread { () throws(PostgresError) in
      let connection = try BlockingConnection(
        connectionString: connectionString, applicationName: "row security", patienceSeconds: 30)
      let isOfUse = "select has_table_privilege(current_user, $1, 'select') and \(Self.isWithinPolicies)"
      if let role, (try? connection.execute("set role \(quotedIdentifier(role))")) != nil {
        if try connection.query(isOfUse, [table]).bool(0, 0) == true { return .role }
        try connection.execute("reset role")
      }
      return try connection.query("select \(Self.isWithinPolicies)").bool(0, 0) == true ? .user : .none
    }
  }

  private static let isWithinPolicies =
    "not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)"
}

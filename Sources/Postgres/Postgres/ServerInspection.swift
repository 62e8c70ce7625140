/// A look at a server that changes nothing, without a pool: for tools.
public enum ServerInspection {
  /// Opens a session, lets `body` read in one read-only transaction, and closes it.
  ///
  /// - Parameter body: runs on a thread of its own, which it may block.
  /// - Throws: `connectionLost` where there is no session, with libpq's words in `message`.
  public static func inspect<Value: Sendable>(
    _ connectionString: String, applicationName: String = "atlas doctor",
    _ body: @escaping @Sendable (ScriptConnection) throws(PostgresError) -> Value
  ) async throws(PostgresError) -> Value {
    try await onThread { () throws(PostgresError) in
      let connection = try ScriptConnection(
        connectionString: connectionString, applicationName: applicationName, statementTimeout: .seconds(10))
      try connection.execute("begin transaction read only")
      return try body(connection)
    }
  }
}

// Databases of the embedded server. Cloning a migrated one gives each test its own in a fraction of a second.

extension EmbeddedServer {
  /// Makes a database; with a template, as a copy of it. Nobody may be connected to the template meanwhile.
  public func createDatabase(named name: String, template: String = "template0") async throws(PostgresError) {
    try await onThread { () throws(PostgresError) in
      try self.administration().execute(
        "create database \(quotedIdentifier(name)) template \(quotedIdentifier(template)) encoding 'UTF8'")
    }
  }

  /// Drops a database, if it is there, and ends its connections.
  public func dropDatabase(named name: String) async throws(PostgresError) {
    try await onThread { () throws(PostgresError) in
      try self.administration().execute("drop database if exists \(quotedIdentifier(name)) with (force)")
    }
  }

  /// Makes the server's own database, if it is missing.
  func makeDatabase() throws(PostgresError) {
    let connection = try administration()
    let name = databaseName
    let rows = try connection.query("select 1 from pg_database where datname = $1", [name])
    guard rows.count == 0 else { return }
    try connection.execute("create database \(quotedIdentifier(name)) template template0 encoding 'UTF8'")
  }

  private func administration() throws(PostgresError) -> BlockingConnection {
    // A server of our own that is slow is busy, not gone.
    try BlockingConnection(
      connectionString: connectionString(database: "postgres"), applicationName: "administration", patienceSeconds: 30)
  }
}

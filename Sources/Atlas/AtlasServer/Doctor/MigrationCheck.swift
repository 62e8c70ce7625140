import Postgres

/// The migrations of this program beside those of the database.
struct MigrationCheck {
  let url: String
  /// Those of this program.
  var migrations = AtlasApplication.migrations

  func findings(_ facts: DatabaseFacts) async -> [Finding] {
    let name = "database.migrations"
    do throws(PostgresError) {
      let (pending, unknown) = try await Migrator(connectionString: url, migrations: migrations).review()
      var findings: [Finding] = []
      if let first = pending.first {
        let seen =
          pending.count == migrations.count ? "none is applied" : "\(pending.count) are pending, from \(first.name)"
        findings.append(
          .warning(name, seen, "`atlas migrate` applies them; so does `atlas serve` when it starts."))
      }
      if let newest = unknown.last {
        findings.append(
          .warning(
            name, "the database has \(unknown.count) of a newer release, up to number \(newest)",
            "Expected while versions change; afterwards bring this instance up to date."))
      }
      return findings.isEmpty ? [.ok(name, "all \(migrations.count) are applied, as this release has them")] : findings
    } catch {
      return [
        .problem(
          name, error.code == .migration ? error.message : "\(error)",
          "Run the release that this database belongs to; applied migrations are never edited.")
      ]
    }
  }
}

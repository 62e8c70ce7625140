import Postgres

/// The database: whether it can be reached, its migrations and replicas.
struct DatabaseCheck {
  let configuration: AtlasConfiguration
  let url: String
  let instances: Int
  /// Whether it is our own server, whose settings are ours too.
  var isEmbedded = false

  func findings() async -> [Finding] {
    guard let target = ConnectionTarget(url) else {
      return [
        .problem(
          "database.address", "DATABASE_URL is no connection string",
          "Write postgresql://user:password@host:5432/database, with user and password percent-encoded.")
      ]
    }
    let facts: DatabaseFacts
    do throws(PostgresError) {
      facts = try await ServerInspection.inspect(url) { connection throws(PostgresError) in
        try DatabaseFacts(connection)
      }
    } catch {
      return [
        .problem(
          "database.reachable",
          "\(target): \(target.safe(error.code == .connectionLost ? error.message : error.debugDescription))",
          "Start the database, or correct DATABASE_URL; look at its pg_hba.conf and at firewalls.")
      ]
    }
    var review = DatabaseReview(configuration: configuration, facts: facts, instances: instances)
    review.isEmbedded = isEmbedded
    return [.ok("database.reachable", "\(target), an answer takes \(Self.milliseconds(facts.roundTrip)) ms")]
      + review.encryption(target) + review.findings + (await rowSecurity(facts))
      + (await MigrationCheck(url: url).findings(facts)) + (await replicas(facts))
  }

  /// Asks as the server does when it starts.
  private func rowSecurity(_ facts: DatabaseFacts) async -> [Finding] {
    let name = "database.row_security"
    guard facts.hasSessions else { return [.ok(name, "is looked at when the migrations have been applied")] }
    let makeRole =
      "create role atlas_app nologin; grant atlas_app to the user, and repeat the grants of 0013_row_security."
    do throws(PostgresError) {
      switch try await RowSecurity.privateRows.enforcement(connectionString: url, reading: "sessions") {
      case .role: return [.ok(name, "sessions take the role atlas_app, which is within the policies")]
      case .user: return [.ok(name, "the policies hold for the user of DATABASE_URL")]
      case .none:
        return [.warning(name, "nothing holds the user of DATABASE_URL to the policies of private rows", makeRole)]
      }
    } catch {
      return [.problem(name, "\(error)", makeRole)]
    }
  }

  private func replicas(_ primary: DatabaseFacts) async -> [Finding] {
    var findings: [Finding] = []
    for (index, url) in configuration.databaseReplicaURLs.enumerated() {
      let check = ReplicaCheck(
        number: index + 1, url: url, primary: primary, environment: configuration.environment)
      findings += await check.findings()
    }
    return findings
  }

  /// With one digit behind the point.
  static func milliseconds(_ seconds: Double) -> Double { (seconds * 10_000).rounded() / 10 }
}

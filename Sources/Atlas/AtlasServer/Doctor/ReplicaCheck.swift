import Postgres

/// One of the servers in `DATABASE_REPLICA_URLS`.
struct ReplicaCheck {
  /// Its place in the list, from 1.
  let number: Int
  let url: String
  let primary: DatabaseFacts
  let environment: AtlasConfiguration.Environment

  func findings() async -> [Finding] {
    let name = "replica.\(number)"
    guard let target = ConnectionTarget(url) else {
      return [
        .problem(
          name, "number \(number) of DATABASE_REPLICA_URLS is no connection string", "Write it like DATABASE_URL.")
      ]
    }
    do throws(PostgresError) {
      let (facts, lag) = try await ServerInspection.inspect(url) { connection throws(PostgresError) in
        (try DatabaseFacts(connection), try connection.query(DoctorStatements.lag).double(0, 0) ?? 0)
      }
      return [Self.review(name, "\(target)", facts, lagSeconds: lag, of: primary)] + encryption(target, facts)
    } catch {
      return [
        .warning(
          name, "\(target): \(target.safe(error.message))",
          "Start it, or take it out of DATABASE_REPLICA_URLS; until then the primary answers all reads.")
      ]
    }
  }

  /// The replica sends the same rows as its primary, and is held to the same.
  func encryption(_ target: ConnectionTarget, _ facts: DatabaseFacts) -> [Finding] {
    let review = EncryptionReview(
      name: "replica.\(number).encryption", variable: "DATABASE_REPLICA_URLS", environment: environment)
    return review.findings(target, isEncrypted: facts.isEncrypted)
  }

  /// What a replica's facts mean beside those of its primary.
  static func review(
    _ name: String, _ target: String, _ facts: DatabaseFacts, lagSeconds: Double, of primary: DatabaseFacts
  ) -> Finding {
    if !facts.isStandby {
      return .problem(
        name, "\(target) is no standby: it could answer with anything",
        "Make it a streaming standby of the primary, or take it out of DATABASE_REPLICA_URLS.")
    }
    if let own = facts.systemIdentifier, let other = primary.systemIdentifier, own != other {
      return .problem(
        name, "\(target) is a standby of another server", "Let it follow the server of DATABASE_URL.")
    }
    guard lagSeconds <= lagLimitSeconds else {
      return .warning(
        name, "\(target) is \(Int(clamping: Int64(exactly: lagSeconds.rounded()) ?? .max)) s behind",
        "Look at its load and network; beyond \(Int(lagLimitSeconds)) s it gets no reads.")
    }
    return .ok(name, "\(target) is \(DatabaseCheck.milliseconds(lagSeconds)) ms behind")
  }

  /// As the database's loops have it (`DatabaseConfiguration.replicaLagLimit`).
  private static let lagLimitSeconds = DatabaseConfiguration(connectionString: "").replicaLagLimit / .seconds(1)
}

public import Postgres

/// Writes the data that benchmarks read: as many users, diagrams, labs and groups as the data set on which servers are
/// compared, by the same arithmetic, in Atlas's own schema.
///
/// Nothing is random and no time is the present, so every database gets the same rows; one that was only migrated gets
/// the same ids, too. Running it again writes what is missing and touches nothing else.
public struct BenchSeeder: Sendable {
  /// The password of all accounts.
  public static let password = "atlas-bench-password"
  /// The first account: a student, and a member of every group.
  public static let viewerEmail = BenchProfile.email(1)

  private let database: Database
  private let password: SharedPassword

  /// A seeder for a database.
  ///
  /// - Parameter hashPassword: turns a password into what the server keeps of it.
  public init(database: Database, hashPassword: @escaping @Sendable (String) async throws -> String) {
    self.database = database
    password = SharedPassword(text: Self.password, emails: BenchProfile.emails, hash: hashPassword)
  }

  /// Writes what is missing, all of it or nothing.
  ///
  /// - Returns: how many rows were written.
  public func seed() async throws -> SeedReport {
    let passwordHash = try await password.hashIfNeeded(database)
    return try await database.transaction(deadline: .now + .seconds(60)) { transaction in
      var run = BenchRun(transaction: transaction)
      try await run.all(passwordHash: passwordHash)
      return run.report
    }
  }
}

/// How rows of the benchmark's data are told from others.
enum BenchProfile {
  static let emails = (1...1_000).map(email)

  /// The address of an account, as the statements make it, too.
  static func email(_ number: Int) -> String { "bench-\(number)@atlas.example" }
}

/// One run of the seeder inside its transaction.
private struct BenchRun {
  let transaction: Transaction
  var report = SeedReport()

  mutating func all(passwordHash: String?) async throws {
    try await transaction.write(AccountStatements.takeTurn())
    if let passwordHash { report.accounts += try await written(BenchStatements.accounts(passwordHash: passwordHash)) }
    report.labs += try await written(BenchStatements.labs)
    report.checks += try await written(BenchStatements.checks)
    report.diagrams += try await written(BenchStatements.diagrams)
    report.links += try await written(BenchStatements.labsOfDiagrams)
    try await groups()
    try await activity()
    if !report.isUnchanged { try await transaction.write(AnnouncementStatements.contentChanged) }
  }

  /// Members and messages are for groups that are new; a group that was there goes its own way.
  private mutating func groups() async throws {
    let rows = try await transaction.write(BenchStatements.groups)
    report.groups += rows.affectedRows
    let ids = (0..<rows.count).compactMap { rows.int($0, 0) }
    if ids.isEmpty { return }
    report.members += try await written(BenchStatements.members(of: ids))
    report.messages += try await written(BenchStatements.messages(of: ids))
  }

  /// Study is for learners without any: who has used the account has a history of their own.
  private mutating func activity() async throws {
    let rows = try await transaction.read(ActivityStatements.newLearners(emails: BenchProfile.emails))
    let learners = (0..<rows.count).compactMap { rows.int($0, 0) }
    if learners.isEmpty { return }
    report.completions += try await written(BenchStatements.completions(of: learners))
    report.results += try await written(BenchStatements.results(of: learners))
    report.steps += try await written(ActivityStatements.steps(learners: learners))
    report.standings += try await written(ActivityStatements.standings(learners: learners))
  }

  private func written(_ query: Query) async throws -> Int {
    try await transaction.write(query).affectedRows
  }
}

import DemoContent
public import Postgres

/// Writes the demo catalogue, its accounts, groups and some weeks of study into a migrated database.
///
/// Running it again is safe: content that was edited in the catalogue is brought up to date, what is as it should be is
/// not touched, and accounts, groups and learners that are there already keep what became of them.
///
/// What becomes of learners is not announced: it is meant to run before anyone subscribes. That there is new content is,
/// for what caches it.
public struct DemoSeeder: Sendable {
  /// The password of all demo accounts.
  public static let password = "atlas-demo-password"

  private let database: Database
  private let password: SharedPassword

  /// A seeder for a database.
  ///
  /// - Parameter hashPassword: turns a password into what the server keeps of it.
  public init(database: Database, hashPassword: @escaping @Sendable (String) async throws -> String) {
    self.database = database
    password = SharedPassword(text: Self.password, emails: DemoProfile.all.map(\.email), hash: hashPassword)
  }

  /// Writes what is missing and what changed, all of it or nothing.
  ///
  /// - Returns: how many rows were written.
  public func seed() async throws -> SeedReport {
    let passwordHash = try await password.hashIfNeeded(database)
    return try await database.transaction(deadline: .now + .seconds(30)) { transaction in
      var run = SeedingRun(transaction: transaction)
      try await run.all(passwordHash: passwordHash)
      return run.report
    }
  }
}

/// One run of the seeder inside its transaction.
private struct SeedingRun {
  let transaction: Transaction
  var report = SeedReport()

  mutating func all(passwordHash: String?) async throws {
    try await transaction.write(AccountStatements.takeTurn())
    if let passwordHash {
      report.accounts += try await written(AccountStatements.insert(DemoProfile.all, passwordHash: passwordHash))
    }
    try await skillsAndIncidents()
    try await labs()
    try await diagrams()
    try await texts()
    try await groups()
    try await activity()
    if !report.isUnchanged { try await transaction.write(AnnouncementStatements.contentChanged) }
  }

  /// Areas go first, so that a skill finds its area.
  private mutating func skillsAndIncidents() async throws {
    let skills = DemoCatalogue.skills
    report.skills += try await written(ContentStatements.skills(skills.filter { $0.parentSlug == nil }))
    report.skills += try await written(ContentStatements.skills(skills.filter { $0.parentSlug != nil }))
    report.incidents += try await written(ContentStatements.incidents(DemoCatalogue.incidents))
  }

  private mutating func labs() async throws {
    let labs = DemoCatalogue.labs
    report.labs += try await written(LabStatements.upsert(labs, author: DemoProfile.creator.email))
    report.hints += try await written(LabStatements.deleteOtherHints(labs))
    report.hints += try await written(LabStatements.upsertHints(labs))
    report.checks += try await written(LabStatements.deleteOtherChecks(labs))
    report.checks += try await written(LabStatements.upsertChecks(labs))
    let skills = Links(labs.map { ($0.slug, $0.skills) })
    report.links += try await written(LinkStatements.deleteOtherSkillsOfLabs(skills))
    report.links += try await written(LinkStatements.skillsOfLabs(skills))
  }

  private mutating func diagrams() async throws {
    let diagrams = DemoCatalogue.diagrams
    report.diagrams += try await written(ContentStatements.diagrams(diagrams, author: DemoProfile.creator.email))
    let skills = Links(diagrams.map { ($0.slug, $0.skills) })
    let labs = Links(diagrams.map { ($0.slug, $0.labs) })
    let incidents = Links(diagrams.map { ($0.slug, $0.incidents) })
    let statements = [
      LinkStatements.deleteOtherSkillsOfDiagrams(skills), LinkStatements.skillsOfDiagrams(skills),
      LinkStatements.deleteOtherLabsOfDiagrams(labs), LinkStatements.labsOfDiagrams(labs),
      LinkStatements.deleteOtherIncidentsOfDiagrams(incidents), LinkStatements.incidentsOfDiagrams(incidents),
    ]
    for statement in statements { report.links += try await written(statement) }
  }

  /// Contents that are there go their own way.
  private mutating func texts() async throws {
    let author = DemoProfile.creator.email
    let rows = try await transaction.write(AtomStatements.contents(DemoCatalogue.texts, owner: author))
    let titles = (0..<rows.count).compactMap { rows.string($0, 0) }
    let texts = DemoCatalogue.texts.filter { titles.contains($0.title) }
    report.contents += texts.count
    if texts.isEmpty { return }
    report.atoms += try await written(AtomStatements.atoms(texts, author: author))
    report.links += try await written(AtomStatements.links(texts, author: author))
  }

  /// Members, messages and a drawing are for groups that are new; a group that was there goes its own way.
  private mutating func groups() async throws {
    let owner = DemoProfile.instructor.email
    let groups = DemoCatalogue.groups
    report.groups += try await written(GroupStatements.update(groups, owner: owner))
    let rows = try await transaction.write(GroupStatements.insert(groups, owner: owner))
    report.groups += rows.affectedRows
    let ids = (0..<rows.count).compactMap { rows.int($0, 0) }
    if ids.isEmpty { return }
    report.members += try await written(GroupStatements.members(groups, among: ids))
    report.messages += try await written(GroupStatements.messages(groups, among: ids))
    report.elements += try await written(
      WhiteboardStatements.draw(
        DemoCatalogue.whiteboard, group: DemoCatalogue.drawingGroup, author: owner, among: ids))
  }

  /// Study is for learners without any: who has used the account has a history of their own.
  private mutating func activity() async throws {
    let days = DemoStudyDay.all
    let rows = try await transaction.read(ActivityStatements.newLearners(emails: DemoProfile.learners.map(\.email)))
    let learners = (0..<rows.count).compactMap { rows.int($0, 0) }
    if learners.isEmpty { return }
    report.completions += try await written(ActivityStatements.completions(days, learners: learners))
    report.results += try await written(ActivityStatements.results(days, learners: learners))
    report.steps += try await written(ActivityStatements.steps(learners: learners))
    report.standings += try await written(ActivityStatements.standings(learners: learners))
  }

  private func written(_ query: Query) async throws -> Int {
    try await transaction.write(query).affectedRows
  }
}

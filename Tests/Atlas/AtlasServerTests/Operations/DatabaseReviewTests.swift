import Postgres
import Testing

@testable import AtlasServer

@Suite("What facts of a database mean")
struct DatabaseReviewTests {
  private static let good: DatabaseFacts = {
    var facts = DatabaseFacts()
    facts.settings = [
      "server_version": "15.8", "server_version_num": "150008", "server_encoding": "UTF8", "max_connections": "100",
      "superuser_reserved_connections": "3", "synchronous_commit": "on", "fsync": "on", "full_page_writes": "on",
      "data_checksums": "on", "wal_level": "replica", "max_prepared_transactions": "0", "idle_session_timeout": "0",
      "default_transaction_read_only": "off",
    ]
    facts.mayMakeTables = true
    facts.mayMakeDatabases = true
    facts.mayMakeRoles = true
    facts.sessionLimits = [-1, -1]
    return facts
  }()

  /// The findings that are not ok, by name.
  private func review(
    instances: Int = 1, _ change: (inout DatabaseFacts, inout AtlasConfiguration) -> Void
  ) -> [String: Finding.Level] {
    var (facts, configuration) = (Self.good, AtlasConfiguration())
    configuration.databaseLoops = 2
    configuration.labs.mode = .off
    change(&facts, &configuration)
    let review = DatabaseReview(configuration: configuration, facts: facts, instances: instances)
    return Dictionary(review.findings.filter { $0.level != .ok }.map { ($0.name, $0.level) }) { first, _ in first }
  }

  @Test("a good server has nothing wrong")
  func good() { #expect(review { _, _ in } == [:]) }

  @Test("each fact that is wrong is found, and nothing else")
  func facts() {
    func setting(_ name: String, _ value: String) -> [String: Finding.Level] {
      review { facts, configuration in
        facts.settings[name] = value
        configuration.labs.mode = .embedded
      }
    }
    #expect(setting("server_version_num", "140012") == ["database.version": .problem])
    #expect(setting("server_encoding", "LATIN1") == ["database.version": .problem])
    #expect(setting("default_transaction_read_only", "on") == ["database.role": .problem])
    #expect(setting("synchronous_commit", "off") == ["database.durability": .warning])
    #expect(setting("fsync", "off") == ["database.durability": .problem])
    #expect(setting("data_checksums", "off") == ["database.durability": .warning])
    #expect(setting("idle_session_timeout", "60000") == ["database.timeouts": .warning])
    #expect(setting("max_prepared_transactions", "5") == ["database.labs": .warning])
    #expect(review { facts, _ in facts.isStandby = true } == ["database.role": .problem])
    #expect(review { facts, _ in facts.mayMakeTables = false } == ["database.rights": .problem])
    #expect(review { facts, _ in facts.foreignTables = 2 } == ["database.rights": .problem])
    #expect(review { facts, _ in facts.clockDifference = -2 } == ["database.clock": .warning])
    #expect(review { facts, _ in facts.clockDifference = 60 } == ["database.clock": .problem])
    let minimal = review { facts, configuration in
      facts.settings["wal_level"] = "minimal"
      configuration.databaseReplicaURLs = ["postgresql://r"]
    }
    #expect(minimal == ["database.durability": .problem])
  }

  @Test("all instances and one more have room, or it is said")
  func connections() {
    // Eight of the pool and two listeners each; 97 may be open.
    let levels = [8, 9, 10].map { review(instances: $0) { _, _ in }["database.connections"] }
    #expect(levels == [nil, .warning, .problem])
    #expect(review { facts, _ in facts.otherSessions = 90 } == ["database.connections": .problem])
    #expect(review { facts, _ in facts.sessionLimits = [-1, 15] } == ["database.connections": .warning])
    #expect(review(instances: 6) { $1.labs.mode = .embedded }["database.connections"] == .problem)
  }

  @Test("a connection to another machine is encrypted and checked, or it is said")
  func encryption() throws {
    func level(_ url: String, isEncrypted: Bool, _ environment: AtlasConfiguration.Environment) throws -> Finding.Level?
    {
      var (facts, configuration) = (Self.good, AtlasConfiguration())
      facts.isEncrypted = isEncrypted
      configuration.environment = environment
      let review = DatabaseReview(configuration: configuration, facts: facts, instances: 1)
      return review.encryption(try #require(ConnectionTarget(url))).first?.level
    }
    #expect(try level("postgresql://127.0.0.1/x", isEncrypted: false, .production) == nil)
    #expect(try level("postgresql://db.test/x", isEncrypted: false, .production) == .problem)
    #expect(try level("postgresql://db.test/x", isEncrypted: false, .development) == .warning)
    #expect(try level("postgresql://db.test/x?sslmode=require", isEncrypted: true, .production) == .warning)
    #expect(try level("postgresql://db.test/x?sslmode=verify-full", isEncrypted: true, .production) == .ok)
    #expect(try level("postgresql://db.test/x?sslmode=disable", isEncrypted: false, .production) == .ok)
  }

  @Test("a connection to a replica is held to the same as that to the database")
  func replicaEncryption() throws {
    func finding(
      _ url: String, isEncrypted: Bool = false, _ environment: AtlasConfiguration.Environment = .production
    ) throws -> Finding? {
      var facts = Self.good
      facts.isEncrypted = isEncrypted
      let check = ReplicaCheck(number: 2, url: url, primary: Self.good, environment: environment)
      return check.encryption(try #require(ConnectionTarget(url)), facts).first
    }
    #expect(try finding("host=127.0.0.1 dbname=x") == nil)
    #expect(try finding("host=/run/postgresql dbname=x") == nil)
    let clear = try #require(try finding("postgresql://u:hidden@db.test/x"))
    #expect(clear.name == "replica.2.encryption" && clear.level == .problem)
    #expect(clear.seen == "the connection to db.test is not encrypted")
    #expect(clear.remedy?.contains("DATABASE_REPLICA_URLS") == true)
    #expect(try finding("postgresql://db.test/x", .development)?.level == .warning)
    #expect(try finding("postgresql://db.test/x?sslmode=require", isEncrypted: true)?.level == .warning)
    #expect(try finding("postgresql://db.test/x?sslmode=verify-full", isEncrypted: true)?.level == .ok)
    #expect(try finding("postgresql://db.test/x?sslmode=disable")?.level == .ok)
  }

  @Test("a replica follows this primary closely, or it is said")
  func replicas() {
    var primary = Self.good
    primary.systemIdentifier = "1"
    var replica = primary
    replica.isStandby = true
    func level(_ change: (inout DatabaseFacts) -> Void, lag: Double = 0) -> Finding.Level {
      var facts = replica
      change(&facts)
      return ReplicaCheck.review("replica.1", "r", facts, lagSeconds: lag, of: primary).level
    }
    #expect(level { _ in } == .ok)
    #expect(level({ _ in }, lag: 30) == .warning)
    #expect(level({ _ in }, lag: .nan) == .warning)
    #expect(level { $0.isStandby = false } == .problem)
    #expect(level { $0.systemIdentifier = "2" } == .problem)
  }
}

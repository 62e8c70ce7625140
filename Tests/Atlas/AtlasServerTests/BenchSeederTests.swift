import GraphQLJSON
import Postgres
import Seeding
import Testing

@testable import AtlasServer

@Suite("The data of the benchmark")
struct BenchSeederTests {
  @Test("it is as large as the data set of the comparison, beside the demo content; a second run changes nothing")
  func counts() async throws {
    try await withInstance { instance in
      let seeder = BenchSeeder(database: instance.application.database) { _ in "a hash" }
      let first = try await seeder.seed()
      #expect(first.accounts == 1_000)
      #expect(first.labs == 500)
      #expect(first.checks == 500)
      #expect(first.diagrams == 2_000)
      #expect(first.links == 4_000)
      #expect(first.groups == 200)
      #expect(first.members == 4_000)
      #expect(first.messages == 10_000)
      #expect(first.completions == 10_000)
      #expect(first.results == 4_000)
      #expect(first.steps == 15_000)
      #expect(first.standings == 1_000)
      let before = try await fingerprint(instance)
      #expect(try await seeder.seed().isUnchanged)
      #expect(try await fingerprint(instance) == before)
    }
  }

  @Test("its viewer signs in and reads the messages of every group")
  func viewer() async throws {
    try await withInstance { instance in
      try await instance.application.seedBench()
      let token = try await instance.signIn(BenchSeeder.viewerEmail, BenchSeeder.password)
      let rows = try await instance.application.database.read(
        Query(
          "test.benchGroups",
          "select 'group_' || id from study_groups where name ~ '^Bench group [0-9]+$' order by id limit 5"))
      let ids = (0..<rows.count).compactMap { rows.string($0, 0) }
      let text = """
        query ($ids: [ID!]!) {
          nodes(ids: $ids) {
            ... on StudyGroup { members(first: 30) { nodes { role } } messages(last: 1) { nodes { sequence } } }
          }
        }
        """
      let response = try await instance.query(text, ["ids": .array(ids.map { .string($0) })], token: token)
      #expect(response["errors"] == nil, "\(response)")
      let groups = try #require(response["data.nodes"]?.arrayValue)
      #expect(groups.map { $0.at("members.nodes")?.arrayValue?.count } == [19, 20, 21, 22, 18])
      #expect(response.texts("data.nodes.0.members.nodes", "role").first == "OWNER")
      #expect(response.integer("data.nodes.0.messages.nodes.0.sequence") == 50)
    }
  }

  @Test("it is never loaded in production, nor is the demo content")
  func production() async throws {
    var (configuration, drop) = try await TestServer.makeConfiguration()
    configuration.environment = .production
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    await #expect(throws: ConfigurationError.self) { try await application.seedBench() }
    await #expect(throws: ConfigurationError.self) { try await application.seedDemo() }
    await application.stop()
    await drop()
  }

  /// What is in the tables, short enough to compare.
  private func fingerprint(_ instance: TestInstance) async throws -> [String?] {
    let rows = try await instance.application.database.read(
      Query(
        "test.fingerprint",
        """
        select md5(string_agg(t::text, ',' order by t::text)) from users t
        union all select md5(string_agg(t::text, ',' order by t::text)) from diagrams t
        union all select md5(string_agg(t::text, ',' order by t::text)) from diagram_labs t
        union all select md5(string_agg(t::text, ',' order by t::text)) from labs t
        union all select md5(string_agg(t::text, ',' order by t::text)) from lab_results t
        union all select md5(string_agg(t::text, ',' order by t::text)) from study_groups t
        union all select md5(string_agg(t::text, ',' order by t::text)) from group_members t
        union all select md5(string_agg(t::text, ',' order by t::text)) from group_messages t
        union all select md5(string_agg(t::text, ',' order by t::text)) from progress_events t
        union all select md5(string_agg(t::text, ',' order by t::text)) from learner_progress t
        """
      ).onBehalf(of: .system))
    return (0..<rows.count).map { rows.string($0, 0) }
  }
}

import AtlasAPI
import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("What clients tell")
struct TrackedEventTests {
  private static let mutation = """
    mutation ($events: [TrackEventInput!]!) {
      trackEvents(input: {events: $events}) { accepted userErrors { code field } }
    }
    """

  /// An event some seconds from now.
  private func event(seconds: Int64, _ members: [(key: String, value: JSONValue)] = []) -> JSONValue {
    let now = PostgresTimestamp.now.microsecondsSince1970
    let at = DateTime(microsecondsSince1970: now + seconds * 1_000_000).text
    return .object(JSONObject([("name", .string("page.opened")), ("at", .string(at))] + members))
  }

  private func track(_ events: [JSONValue], _ instance: TestInstance, _ token: String) async throws -> TestResponse {
    try await instance.query(Self.mutation, ["events": .array(events)], token: token)
  }

  @Test("events are stored with what they are about, as the client wrote it, by one statement for all")
  func stored() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let log = StatementLog()
      let answer = try await StatementLog.$current.withValue(log) {
        try await track(
          [
            event(seconds: 0, [("subjectId", .string("diagram_1")), ("data", .string("a \u{1F600} b"))]),
            event(seconds: -6 * 86_400, [("data", .object(["depth": .number("1e30")]))]),
          ], instance, token)
      }
      #expect(answer.integer("data.trackEvents.accepted") == 2, "\(answer)")
      #expect(log.entries.filter { $0.name.hasPrefix("analytics.") }.count == 1)
      #expect(try await instance.number("select count(*) from tracked_events where subject = 'diagram_1'") == 1)
      let kept: Query = "select count(*) from tracked_events where (data ->> 'depth')::numeric = 1e30"
      #expect(try await instance.number(kept) == 1)
    }
  }

  @Test("each value that will not do is told with its path, and then nothing is stored")
  func refused() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let answer = try await track(
        [
          event(seconds: 50), event(seconds: 90), event(seconds: -7 * 86_400 - 60),
          event(seconds: 0, [("subjectId", .string("no such thing"))]),
          event(seconds: 0, [("data", .string(String(repeating: "x", count: 4_094)))]),
          event(seconds: 0, [("data", .string(String(repeating: "x", count: 4_095)))]),
        ], instance, token)
      #expect(answer.integer("data.trackEvents.accepted") == 0)
      let errors = answer["data.trackEvents.userErrors"]?.arrayValue ?? []
      let paths = errors.map { error in
        (error.at("field")?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ".")
      }
      #expect(
        paths == ["input.events.1.at", "input.events.2.at", "input.events.3.subjectId", "input.events.5.data"],
        "\(answer)")
      #expect(errors.map { $0.at("code")?.stringValue } == ["INVALID", "INVALID", "INVALID", "TOO_LONG"])
      #expect(try await instance.number("select count(*) from tracked_events") == 0)
    }
  }

  @Test("a day takes so many events of a user, and those of others besides")
  func quota() async throws {
    try await withInstance { instance in
      try await instance.change(
        """
        insert into tracked_events (user_id, at, name)
        select u.id, now(), 'x' from users u, generate_series(1, 4999) where u.email = 'learner@atlas.example'
        """)
      let token = try await instance.signIn(.learner)
      let two = try await track([event(seconds: 0), event(seconds: 0)], instance, token)
      #expect(two.text("data.trackEvents.userErrors.0.code") == "QUOTA_EXCEEDED", "\(two)")
      #expect(try await track([event(seconds: 0)], instance, token).integer("data.trackEvents.accepted") == 1)
      let other = try await instance.signIn(.learner2)
      #expect(try await track([event(seconds: 0)], instance, other).integer("data.trackEvents.accepted") == 1)
    }
  }

  @Test("a user's events are seen on their behalf only, and not at all through a partition")
  func privacy() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      _ = try await track([event(seconds: 0)], instance, token)
      let database = instance.application.database
      let learner = try #require(
        try await instance.number("select id from users where email = 'learner@atlas.example'"))
      let all: Query = "select count(*) from tracked_events"
      #expect(try await database.read(all.onBehalf(of: .user(learner))).int(0, 0) == 1)
      #expect(try await database.read(all.onBehalf(of: .user(learner + 1))).int(0, 0) == 0)
      #expect(try await database.read(all).int(0, 0) == 0)
      let month = try await database.read("select 'tracked_events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
      let name = try #require(month.string(0, 0))
      let partition = Query(stringLiteral: "select count(*) from \(name)")
      #expect(try await database.read(partition.onBehalf(of: .system)).int(0, 0) == 0)
    }
  }

  @Test(
    "each month has its partition before it begins, whatever its length",
    arguments: [
      ("2024-01-31 23:59:59.999+00", ["2023_12", "2024_01", "2024_02", "2024_03"]),
      ("2024-02-29 12:00:00+00", ["2024_01", "2024_02", "2024_03", "2024_04"]),
      ("2023-12-31 23:30:00-01", ["2023_12", "2024_01", "2024_02", "2024_03"]),
    ])
  func months(moment: String, months: [String]) async throws {
    try await withInstance { instance in
      try await instance.change("select atlas_keep_tracked_events(1200, \(moment)::timestamptz)")
      let names = months.map { "tracked_events_\($0)" }
      #expect(try await instance.number("select count(to_regclass(n)) from unnest(\(names)) n") == 4)
      // The last moment of a month and the first of the next one.
      let border = "\(months[1].replacing("_", with: "-"))-01 00:00:00+00"
      try await instance.change(
        """
        insert into tracked_events (user_id, at, name)
        select 1, \(border)::timestamptz + d, 'x' from unnest(array['-1 ms', '0']::interval[]) d
        """)
      let found = try await instance.number(
        """
        select count(*) from tracked_events
        where (at < \(border)::timestamptz and tableoid = \(names[0])::regclass)
          or (at >= \(border)::timestamptz and tableoid = \(names[1])::regclass)
        """)
      #expect(found == 2)
    }
  }

  @Test("months whose time is over go, with what is in them; the server may ask for it and do nothing else")
  func retention() async throws {
    try await withInstance { instance in
      try await instance.change("select atlas_keep_tracked_events(1200, now() - interval '14 months')")
      func exists(_ monthsAgo: Int) async throws -> Bool {
        try await instance.number(
          """
          select count(to_regclass('tracked_events_' || to_char(
            date_trunc('month', now() at time zone 'UTC') - make_interval(months => \(Int32(monthsAgo))), 'YYYY_MM')))
          """) == 1
      }
      #expect(try await exists(14))
      #expect(try await exists(13))
      let database = instance.application.database
      let first = try await database.write("select atlas_keep_tracked_events(13)").affectedRows
      // Those of 15 and 14 months ago.
      #expect(first == 2)
      #expect(try await !exists(14))
      #expect(try await exists(13))
      #expect(try await database.write("select atlas_keep_tracked_events(13)").affectedRows == 0)
      let error = await #expect(throws: PostgresError.self) {
        try await database.write("select atlas_keep_tracked_events(1, now() + interval '5 years')")
      }
      #expect(error?.sqlState == "42501")
    }
  }

  @Test("an event whose month has no partition makes it")
  func missingPartition() async throws {
    try await withInstance { instance in
      try await instance.change(
        """
        do $$
        declare name text;
        begin
          for name in select inhrelid::regclass::text from pg_inherits where inhparent = 'tracked_events'::regclass loop
            execute 'drop table ' || name;
          end loop;
        end
        $$
        """)
      let token = try await instance.signIn(.learner)
      #expect(try await track([event(seconds: 0)], instance, token).integer("data.trackEvents.accepted") == 1)
    }
  }
}

import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Jobs
import Postgres
import PrometheusMetrics
import Testing

@testable import AtlasServer

@Suite("Metrics: what happened is what is counted")
struct InstanceMetricsTests {
  @Test("after known requests the numbers are exactly these")
  func known() async throws {
    try await withInstance { instance in
      let query = "query Known { diagrams(filter: {limit: 2}) { id } }"
      try await instance.query(query)
      try await instance.query(query)
      try await instance.query("{ __typename }")
      try await instance.query("{ nothing }")
      let login = #"mutation Enter { login(email: "nobody@people.example", password: "no password") { tokenType } }"#
      #expect(try await instance.query(login).code == "INVALID_CREDENTIALS")
      let figures = instance.figures
      #expect(figures[#"atlas_requests_total{type="query",outcome="ok"}"#] == 3)
      #expect(figures[#"atlas_requests_total{type="mutation",outcome="errors"}"#] == 1)
      #expect(figures[#"atlas_requests_total{type="unknown",outcome="refused"}"#] == 1)
      #expect(figures.sum("atlas_requests_total") == 5)
      #expect(figures[#"atlas_request_errors_total{code="INVALID_CREDENTIALS"}"#] == 1)
      #expect(figures.sum("atlas_request_errors_total") == 2)
      #expect(figures[#"atlas_request_duration_seconds_count{operation="Known"}"#] == 2)
      #expect(figures[#"atlas_request_duration_seconds_count{operation="anonymous"}"#] == 1)
      #expect(figures[#"atlas_request_duration_seconds_count{operation="Enter"}"#] == 1)
      #expect(figures["atlas_request_cost_points_count"] == 4)
      #expect(figures["atlas_response_bytes_count"] == 4)
      #expect(figures["atlas_requests_in_flight"] == 0)
      #expect(figures["atlas_response_cache_hits_total"] == 1)
      #expect(figures["atlas_response_cache_misses_total"] == 1)
      #expect((figures["atlas_response_cache_bytes"] ?? 0) > 0)
      #expect(figures["atlas_document_cache_hits_total"] == 1)
      #expect(figures["atlas_document_cache_misses_total"] == 4)
    }
  }

  @Test("statements are counted by their kind, those that fail by the reason, and take their time")
  func statements() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      let before = instance.figures
      _ = try await database.read("select 1")
      try await database.write("select 1")
      await #expect(throws: PostgresError.self) { try await database.read("select 1 / 0") }
      try await database.transaction { try await $0.write("select 1") }
      let after = instance.figures
      func difference(_ sample: String) -> Double { (after[sample] ?? 0) - (before[sample] ?? 0) }
      for (kind, count) in [("read", 2.0), ("write", 1), ("transaction", 1), ("commit", 1)] {
        #expect(difference("atlas_database_statements_total{kind=\"\(kind)\"}") == count, "\(kind)")
      }
      #expect(difference(#"atlas_database_failures_total{reason="sqlstate_22"}"#) == 1)
      #expect(difference("atlas_database_statement_duration_seconds_count") == 5)
      #expect(after["atlas_database_healthy"] == 1)
      #expect(after[#"atlas_database_connections{server="primary"}"#] == Double(database.openConnectionCount))
      #expect(after[#"atlas_database_connections{server="replica"}"#] == 0)
    }
  }

  @Test("names of operations without end are counted, and take no memory without end")
  func hostileNames() async throws {
    try await withInstance { instance in
      // Who signed in has room of their own; signing in takes a visitor's first place.
      let token = try await instance.signIn(.learner)
      let extra = 20
      for number in 0..<RequestMetrics.visitorNameLimit + extra {
        try await instance.query("query N\(number) { __typename }")
      }
      try await instance.query("query \(String(repeating: "x", count: 5_000)) { __typename }")
      try await instance.query("query Ours { __typename }", token: token)
      let figures = instance.figures
      #expect(figures[#"atlas_request_duration_seconds_count{operation="Ours"}"#] == 1)
      #expect(figures.count("atlas_request_duration_seconds_count") == RequestMetrics.visitorNameLimit + 2)
      #expect(figures[#"atlas_request_duration_seconds_count{operation="other"}"#] == Double(extra + 2))
      #expect(figures[#"atlas_request_duration_seconds_count{operation="N7"}"#] == 1)
    }
  }

  @Test("two instances of one process count each for itself")
  func apart() async throws {
    try await withTwoInstances { one, other in
      try await one.query("query Mine { __typename }")
      #expect(one.figures.sum("atlas_requests_total") == 1)
      #expect(other.figures.sum("atlas_requests_total") == 0)
      #expect(other.figures.count("atlas_request_duration_seconds_count") == 0)
    }
  }

  @Test("a subscription counts while it is open; one whose client goes before its stream begins counts no longer")
  func subscriptions() async throws {
    try await withTwoInstances { instance, _ in
      let head = TestInstance.head(token: try await instance.signIn(.learner), accept: "text/event-stream")
      let body = TestInstance.body(#"subscription { progressUpdated(userId: "user_1") { version } }"#)
      do {
        guard case .stream(let answer, let produce) = await instance.answer(head, body) else {
          throw TestFailure("no stream was answered")
        }
        #expect(answer.status == 200)
        #expect(instance.figures["atlas_event_streams"] == 1)
        #expect(instance.figures["atlas_event_streams_open"] == 1)
        #expect(instance.figures["atlas_requests_in_flight"] == 0)
        _ = produce
      }
      #expect(instance.figures["atlas_event_streams"] == 0)
      #expect(instance.figures["atlas_event_streams_open"] == 0)
      #expect(instance.figures[#"atlas_requests_total{type="subscription",outcome="ok"}"#] == 0)
    }
  }

  @Test("what is refused for its form or its credentials is counted")
  func refusedEarly() async throws {
    try await withInstance { instance in
      _ = try await instance.respond(TestInstance.head(), Array("nonsense".utf8))
      #expect(try await instance.query("{ __typename }", token: "forged").code == "UNAUTHENTICATED")
      let figures = instance.figures
      #expect(figures[#"atlas_requests_total{type="unknown",outcome="refused"}"#] == 2)
      #expect(figures[#"atlas_request_errors_total{code="BAD_USER_INPUT"}"#] == 1)
      #expect(figures[#"atlas_request_errors_total{code="UNAUTHENTICATED"}"#] == 1)
      #expect(figures["atlas_requests_in_flight"] == 0)
    }
  }

  @Test("a limit that was reached is counted")
  func limited() async throws {
    try await withInstance({ $0.limits.requestsPerMinute = 1 }) { instance in
      try await instance.query("{ __typename }")
      #expect(try await instance.query("{ __typename }").code == "RATE_LIMITED")
      #expect(instance.figures["atlas_rate_limited_total"] == 1)
      #expect(instance.figures[#"atlas_requests_total{type="unknown",outcome="refused"}"#] == 1)
    }
  }

  @Test("jobs and mails that wait are counted now and then, and jobs that end at once")
  func work() async throws {
    try await withJobs { bench in
      let (application, work) = (bench.instance.application, bench.instance.application.waitingWork)
      #expect(bench.instance.figures["atlas_mail_queued"] == nil)
      _ = try await bench.enqueue()
      await work.look()
      #expect(bench.instance.figures[#"atlas_jobs_queued{kind="EXPORT_DATA"}"#] == 1)
      #expect((bench.instance.figures["atlas_job_oldest_seconds"] ?? -1) >= 0)
      let before = try #require(bench.instance.figures["atlas_mail_queued"])
      _ = try await bench.instance.register("grace")
      await work.look()
      // The account is asked to confirm its address.
      #expect(bench.instance.figures["atlas_mail_queued"] == before + 1)
      try await application.jobs.runDue()
      await work.look()
      #expect(bench.instance.figures.sum("atlas_jobs_finished_total") == 1)
      #expect(bench.instance.figures["atlas_jobs_running"] == 0)
      #expect(bench.instance.figures[#"atlas_jobs_queued{kind="EXPORT_DATA"}"#] == nil)
    }
  }

  @Test("questions to the tutor are counted by what became of them")
  func tutor() async throws {
    try await withTutor { bench in
      try await bench.answered("An answer")
      let again = try await bench.ask()
      #expect(again["data.askQuestion.cached"] == .boolean(true))
      let figures = bench.instance.figures
      #expect(figures[#"atlas_tutor_questions_total{outcome="answered"}"#] == 1)
      #expect(figures[#"atlas_tutor_questions_total{outcome="cached"}"#] == 1)
      #expect(figures.sum("atlas_tutor_questions_total") == 2)
      #expect(figures["atlas_tutor_answer_duration_seconds_count"] == 1)
      // No model is configured.
      #expect(figures["atlas_tutor_breaker_open"] == nil)
    }
  }

  @Test("without a database the numbers are there, and say so")
  func deadDatabase() async throws {
    let (server, usual) = try await TestServer.startPrivate()
    var configuration = usual
    configuration.requestTimeout = .seconds(2)
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    let instance = TestInstance(application)
    await application.waitingWork.look()
    #expect(instance.figures["atlas_database_healthy"] == 1)
    #expect(instance.figures["atlas_mail_queued"] == 0)
    await server.stop()
    await application.waitingWork.look()
    let figures = instance.figures
    #expect(figures["atlas_database_healthy"] == 0)
    #expect(figures[#"atlas_database_connections{server="primary"}"#] == 0)
    #expect(figures.sum("atlas_database_failures_total") > 0)
    #expect(figures["atlas_mail_queued"] == nil)
    await application.stop()
  }

  @Test("the names and labels are those that dashboards and alerts rely on")
  func names() async throws {
    try await withInstance { instance in
      let served = instance.application.metrics.registry.catalogue
      #expect(Set(served.map { ([$0.name] + $0.labels).joined(separator: " ") }) == Self.names)
      #expect(served.allSatisfy { $0.help.hasSuffix(".") })
    }
  }

  /// Without those of a server that listens.
  private static let names: Set<String> = [
    "atlas_requests_total type outcome", "atlas_request_errors_total code", "atlas_request_duration_seconds operation",
    "atlas_request_cost_points", "atlas_response_bytes", "atlas_requests_in_flight", "atlas_rate_limited_total",
    "atlas_subscription_events_total code",
    "atlas_socket_subscriptions", "atlas_event_streams", "atlas_sockets", "atlas_sockets_closed_total code",
    "atlas_database_connections server", "atlas_database_queue", "atlas_database_in_flight",
    "atlas_database_statements_total kind", "atlas_database_statement_duration_seconds",
    "atlas_database_failures_total reason", "atlas_database_healthy", "atlas_events_lag_seconds",
    "atlas_events_relayed_total", "atlas_event_streams_open", "atlas_jobs_queued kind", "atlas_jobs_running",
    "atlas_jobs_finished_total kind outcome", "atlas_job_oldest_seconds", "atlas_tutor_questions_total outcome",
    "atlas_tutor_model_requests_total model outcome", "atlas_tutor_model_tokens_total kind",
    "atlas_tutor_breaker_open", "atlas_tutor_answer_duration_seconds", "atlas_response_cache_hits_total",
    "atlas_response_cache_misses_total", "atlas_response_cache_bytes", "atlas_document_cache_hits_total",
    "atlas_document_cache_misses_total", "atlas_mail_queued", "process_resident_memory_bytes",
    "process_cpu_seconds_total", "process_open_fds", "process_start_time_seconds", "atlas_build_info version",
  ]

  @Test("what the system says of the process is there")
  func process() async throws {
    try await withInstance { instance in
      let figures = instance.figures
      #expect((figures["process_resident_memory_bytes"] ?? 0) > 1e6)
      #expect((figures["process_cpu_seconds_total"] ?? 0) > 0)
      #expect((figures["process_open_fds"] ?? 0) >= 3)
      let start = try #require(figures["process_start_time_seconds"])
      #expect(start < Double(PostgresTimestamp.now.microsecondsSince1970) / 1e6 + 2)
      #expect(start > 1.7e9)
      #expect(figures.sum("atlas_build_info") == 1)
    }
  }
}

import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Jobs
import Logging
import Postgres
import Testing

@testable import AtlasServer

@Suite("Jobs")
struct JobTests {
  @Test("a job is done, leaves its effect and its result, and its user follows it")
  func done() async throws {
    try await withJobs { bench in
      let id = try await bench.enqueue()
      try await bench.runner(
        .init(.exportData) { execution in
          try await execution.report("reading", percent: 50)
          return bench.effect(of: execution)
        }
      ).runDue()
      let job = try await bench.show(id)
      #expect(job["data.job.state"] == .string("SUCCEEDED"), "\(job)")
      #expect(job["data.job.percent"] == .number("100"))
      #expect(job["data.job.result.id"] == .string("lab_1"))
      #expect(job["data.job.attempts"] == .number("1"))
      #expect(try await bench.effects() == 1)
      let states = try await bench.instance.application.database.read(
        "select payload ->> 'state' from events where topic = 'job:' || \(id)::bigint order by position")
      #expect((0..<states.count).map { states.string($0, 0) } == ["RUNNING", "RUNNING", "SUCCEEDED"])
    }
  }

  @Test("a job whose worker is lost runs again, and has its effect once, whenever the lost worker comes back")
  func lostWorker() async throws {
    try await withJobs { bench in
      let id = try await bench.enqueue()
      // The first worker stops for good where its effect would be committed, and never renews its lease.
      let (lost, gate) = (Signal(), Signal())
      var settings = JobRunnerSettings()
      settings.lease = .milliseconds(300)
      let first = bench.runner(
        .init(.exportData) { execution in
          JobEffect { transaction in
            await lost.fire()
            await gate.wait()
            return try await bench.effect(of: execution).commit(transaction)
          }
        }, settings)
      let losing = Task { try await first.runDue() }
      await lost.wait()
      // Its connection is cut, as when its machine is gone.
      try await bench.cutTransactions()
      let second = bench.runner(.init(.exportData) { bench.effect(of: $0) }, settings)
      while try await bench.state(id) != "SUCCEEDED" { try await second.runDue() }
      await gate.fire()
      _ = try? await losing.value
      #expect(try await bench.effects() == 1)
      #expect(try await bench.state(id) == "SUCCEEDED")
      let job = try await bench.show(id)
      #expect(job["data.job.attempts"] == .number("2"), "\(job)")
    }
  }

  @Test("many workers of two runners do each job once")
  func manyWorkers() async throws {
    try await withJobs { bench in
      for subject in 1...40 { _ = try await bench.enqueue(about: subject) }
      let handler = JobHandler(.exportData) { bench.effect(of: $0) }
      let runners = [bench.runner(handler), bench.runner(handler), bench.runner(handler)]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for runner in runners { group.addTask { try await runner.runDue() } }
        try await group.waitForAll()
      }
      #expect(try await bench.effects() == 40)
    }
  }

  @Test("what fails is tried again, and given up in words that tell nothing of the inside")
  func failure() async throws {
    try await withJobs { bench in
      let id = try await bench.enqueue()
      var settings = JobRunnerSettings()
      settings.attemptLimit = 3
      settings.firstPause = .zero
      struct Secret: Error {}
      let runner = bench.runner(
        .init(
          .exportData,
          giveUp: { execution, transaction in
            _ = try await bench.effect(of: execution).commit(transaction)
          }
        ) { _ in throw Secret() }, settings)
      while try await bench.state(id) != "FAILED" { try await runner.runDue() }
      let job = try await bench.show(id)
      #expect(job["data.job.attempts"] == .number("3"))
      #expect(job["data.job.error"] == .string("Something unexpected went wrong."))
      #expect(try await bench.effects() == 1, "what waited for the job is undone once")
    }
  }

  @Test("a final failure is told at once")
  func finalFailure() async throws {
    try await withJobs { bench in
      let id = try await bench.enqueue()
      try await bench.runner(.init(.exportData) { _ in throw JobFailure("There is nothing to read.") }).runDue()
      let job = try await bench.show(id)
      #expect(job["data.job.state"] == .string("FAILED"))
      #expect(job["data.job.error"] == .string("There is nothing to read."))
      #expect(job["data.job.attempts"] == .number("1"))
    }
  }

  @Test("a job that waits is canceled at once; one that runs is left at its next step and has no effect")
  func canceling() async throws {
    try await withJobs { bench in
      let waiting = try await bench.enqueue(about: 1)
      #expect(try await bench.cancel(waiting)["data.cancelJob.job.state"] == .string("CANCELED"))
      let again = try await bench.cancel(waiting)
      #expect(again["data.cancelJob.userErrors.0.code"] == .string("STATE"), "\(again)")

      let running = try await bench.enqueue(about: 2)
      let (begun, gate) = (Signal(), Signal())
      let runner = bench.runner(
        .init(.exportData) { execution in
          await begun.fire()
          await gate.wait()
          try await execution.report("too late", percent: 90)
          return bench.effect(of: execution)
        })
      let work = Task { try await runner.runDue() }
      await begun.wait()
      #expect(try await bench.cancel(running)["data.cancelJob.job.state"] == .string("RUNNING"))
      await gate.fire()
      try await work.value
      #expect(try await bench.state(running) == "CANCELED")
      #expect(try await bench.effects() == 0)
    }
  }

  @Test("while a job about something waits, no second one is made")
  func deduplicated() async throws {
    try await withJobs { bench in
      let first = try await bench.enqueue()
      #expect(try await bench.enqueue() == first)
      try await bench.runner(.init(.exportData) { bench.effect(of: $0) }).runDue()
      #expect(try await bench.enqueue() != first)
    }
  }

  @Test("jobUpdated shows the job as it is, then each move, and ends with the job")
  func followed() async throws {
    try await withJobs { bench in
      let relay = Task { await bench.instance.application.events.run() }
      let id = try await bench.enqueue()
      let answer = await bench.instance.answer(
        TestInstance.head(token: bench.token, accept: "text/event-stream"),
        TestInstance.body("subscription { jobUpdated(jobId: \"job_\(id)\") { state } }"))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }
      var text = ""
      for await piece in pieces {
        text += String(decoding: piece, as: UTF8.self)
        // The first event is there: now the job is done.
        if text.contains("QUEUED"), try await bench.state(id) == "QUEUED" {
          try await bench.runner(.init(.exportData) { bench.effect(of: $0) }).runDue()
        }
      }
      try await reader.value
      #expect(text.matches(of: /"state":"([A-Z]+)"/).map(\.1).last == "SUCCEEDED", "\(text)")
      #expect(text.contains("event: complete"), "\(text)")
      relay.cancel()
      await relay.value
    }
  }

  @Test("somebody else's job is not there")
  func foreign() async throws {
    try await withJobs { bench in
      let id = try await bench.enqueue()
      let other = try await bench.instance.signIn(.admin)
      let query = "{ job(id: \"job_\(id)\") { id } node(id: \"job_\(id)\") { id } }"
      let seen = try await bench.instance.query(query, token: other)
      #expect(seen["data.job"] == .null)
      #expect(seen["data.node"] == .null)
      let canceled = try await bench.instance.query(
        "mutation { cancelJob(input: {jobId: \"job_\(id)\"}) { userErrors { code } } }", token: other)
      #expect(canceled["data.cancelJob.userErrors.0.code"] == .string("NOT_FOUND"))
    }
  }
}

/// Something that happens once, and that others wait for.
actor Signal {
  private var hasFired = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func fire() {
    hasFired = true
    for each in waiting { each.resume() }
    waiting = []
  }

  func wait() async {
    if hasFired { return }
    await withCheckedContinuation { waiting.append($0) }
  }
}

/// A learner with jobs, and effects that can be counted.
struct JobBench: Sendable {
  let instance: TestInstance
  let userID: Int64
  let token: String

  /// Enqueues a job as a domain does; answers its id.
  func enqueue(about subject: Int = 1) async throws -> Int64 {
    let job = NewJob(.exportData, userID: userID, about: .lab, key: "t.n", from: "thing t")
    let rows = try await instance.application.database.write(
      ("with thing as (select \(subject)::bigint as n), job as (\(fragment: job.insertion)) select id from job" as Query)
        .onBehalf(of: .user(userID)))
    return try #require(rows.int(0, 0))
  }

  func runner(_ handler: JobHandler, _ settings: JobRunnerSettings = JobRunnerSettings()) -> JobRunner {
    JobRunner(
      database: instance.application.database, handlers: JobHandlers([handler]), logger: .silent, settings: settings)
  }

  /// An effect that can be counted.
  func effect(of execution: any JobExecution) -> JobEffect {
    let id = execution.jobID
    return JobEffect { transaction in
      _ = try await transaction.write(
        "insert into audit_events (action, subject, request_id) values ('jobs.effect', 'job_' || \(id)::bigint, 'test')"
      )
      return GlobalID(.lab, 1)
    }
  }

  func effects() async throws -> Int64? {
    try await instance.application.database.read("select count(*) from audit_events where action = 'jobs.effect'")
      .int(0, 0)
  }

  func state(_ id: Int64) async throws -> String? {
    try await instance.application.database.read(
      ("select state from jobs where id = \(id)" as Query).onBehalf(of: .system)
    ).string(0, 0)
  }

  func show(_ id: Int64) async throws -> TestResponse {
    try await instance.query(
      "{ job(id: \"job_\(id)\") { state percent attempts error result { ... on Lab { id } } } }", token: token)
  }

  func cancel(_ id: Int64) async throws -> TestResponse {
    try await instance.query(
      "mutation { cancelJob(input: {jobId: \"job_\(id)\"}) { job { state } userErrors { code } } }", token: token)
  }

  /// Ends every connection that is in a transaction, as an operator may.
  func cutTransactions() async throws {
    let url = try #require(instance.application.configuration.databaseURL)
    let database = Database(configuration: DatabaseConfiguration(connectionString: url))
    try await database.start()
    let cut = try await database.read(
      """
      select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()
      """)
    await database.close()
    #expect(cut.int(0, 0) == 1)
  }
}

/// Runs a test with a learner whose jobs nobody does but the test.
func withJobs(_ body: (JobBench) async throws -> Void) async throws {
  try await withInstance { instance in
    let token = try await instance.signIn(.learner)
    let user = try await instance.query("{ currentUser { id } }", token: token)
    let id = try #require(user.text("data.currentUser.id").flatMap { GlobalID($0)?.key })
    try await body(JobBench(instance: instance, userID: id, token: token))
  }
}

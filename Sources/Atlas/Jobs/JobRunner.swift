public import AtlasAPI
import AtlasKernel
import GraphQLPostgres
public import Logging
public import Postgres
import Synchronization

/// How jobs are run.
public struct JobRunnerSettings: Sendable {
  /// How many jobs this instance does at once; 0: none, others do.
  public var workers: Int
  /// How long a job stays with a worker that says nothing. It is renewed while the handler works.
  public var lease: Duration = .seconds(30)
  /// How long a worker rests at most without being woken.
  public var pollInterval: Duration = .seconds(1)
  /// How often a job is begun before it is given up.
  public var attemptLimit = 5
  /// The longest wait after the first failure; each further one doubles it.
  public var firstPause: Duration = .seconds(2)
  /// How long the transaction of an effect may take.
  public var commitTimeout: Duration = .seconds(60)
  /// Told of each attempt that came to an end, which has been recorded.
  public var ended: @Sendable (API.JobKind, JobEnding) -> Void = { _, _ in }

  /// As it is usual, with a number of workers.
  public init(workers: Int = 2) { self.workers = workers }
}

/// How an attempt at a job ended.
public enum JobEnding: String, Sendable {
  case succeeded, failed, canceled
  /// It failed, and will be tried again.
  case postponed
}

/// Does jobs. Any number of runners share the work, in one process or several.
///
/// A worker that is lost leaves a lease that runs out; the job is then begun anew by another. Its effect comes once all
/// the same: it is committed only by who holds the job, in one transaction with its end.
public final class JobRunner: Sendable {
  let database: Database
  let handlers: JobHandlers
  let logger: Logger
  let settings: JobRunnerSettings
  private let running = Atomic<Int>(0)
  private let wakeUps: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  /// A runner of the kinds of jobs that have handlers.
  public init(
    database: Database, handlers: JobHandlers, logger: Logger, settings: JobRunnerSettings = JobRunnerSettings()
  ) {
    self.database = database
    self.handlers = handlers
    self.logger = logger
    self.settings = settings
    (wakeUps, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// How many jobs are being done here.
  public var runningCount: Int { running.load(ordering: .relaxed) }

  /// Says that a job may have been enqueued. When that is forgotten, or another instance has done it, a worker sees the
  /// job within `pollInterval`.
  public func wake() { waker.yield() }

  /// Does jobs until the task is cancelled. May be called once.
  public func run() async {
    guard settings.workers > 0 else { return }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [self] in
        repeat { wake() } while (try? await Task.sleep(for: settings.pollInterval)) != nil
      }
      group.addTask { [self] in await dispatch() }
      await group.waitForAll()
    }
  }

  /// Claims jobs while workers are free, and rests until it is woken when there is nothing to claim.
  private func dispatch() async {
    await withTaskGroup(of: Void.self) { group in
      var busy = 0
      for await _ in wakeUps {
        while !Task.isCancelled, let job = await claim() {
          group.addTask { [self] in await work(job) }
          busy += 1
          if busy == settings.workers {
            await group.next()
            busy -= 1
          }
        }
      }
    }
  }

  /// Does all jobs that are due now, one after another, and returns when none is left.
  ///
  /// - Throws: where the jobs cannot be read.
  public func runDue() async throws {
    while let job = try await claimed() { await work(job) }
  }

  private func claim() async -> ClaimedJob? {
    do {
      return try await claimed()
    } catch {
      if !Task.isCancelled { logger.warning("jobs wait: they cannot be read", metadata: ["error": "\(error)"]) }
      return nil
    }
  }

  private func claimed() async throws -> ClaimedJob? {
    let rows = try await database.write(JobStatements.claim(handlers.kinds, lease: settings.lease))
    return rows.count == 0 ? nil : try ClaimedJob(Row(rows: rows, index: 0))
  }

  /// Does one job to its end, or leaves it to others.
  private func work(_ job: ClaimedJob) async {
    guard let handler = handlers[job.kind] else { return }
    running.add(1, ordering: .relaxed)
    defer { running.subtract(1, ordering: .relaxed) }
    let running = RunningJob(job, database: database, lease: settings.lease)
    do {
      if job.isCanceled { return try await giveUp(running, handler, .canceled, nil) }
      // Only what is lost at each attempt gets here.
      guard job.attempt <= settings.attemptLimit else {
        return try await giveUp(running, handler, .failed, "Each attempt was broken off.")
      }
      do {
        try await perform(running, handler)
      } catch is JobAbandoned {
        if running.isCanceled { try await giveUp(running, handler, .canceled, nil) }
      } catch {
        try await fail(running, handler, error)
      }
    } catch {
      // Nothing could be recorded: the lease runs out, and the job comes again.
      if !Task.isCancelled {
        logger.warning(
          "how a job went cannot be recorded", metadata: ["job": "\(job.id)", "error": "\(error)"])
      }
    }
  }

  /// Runs the handler under a lease that is renewed, and commits its effect.
  private func perform(_ running: RunningJob, _ handler: JobHandler) async throws {
    let effect = try await running.keepingLease { try await handler.run(running) }
    try await database.transaction(deadline: .now + settings.commitTimeout) { transaction in
      guard try await transaction.read(JobStatements.hold(running.job, evenCanceled: false)).count == 1 else {
        // Canceled at the last moment, or another's.
        _ = try await running.isStillHeld()
        throw JobAbandoned()
      }
      let result = try await effect.commit(transaction)
      _ = try await transaction.write(JobStatements.succeed(running.job, result: result))
    }
    settings.ended(running.job.kind, .succeeded)
    logger.info("a job is done", metadata: ["job": "\(running.jobID)", "kind": "\(running.job.kind.rawValue)"])
  }

  private func fail(_ running: RunningJob, _ handler: JobHandler, _ error: any Error) async throws {
    let job = running.job
    if Task.isCancelled {
      // The server stops: another one may begin it at once.
      let statement = JobStatements.postpone(job, by: .zero, error: nil)
      await Task { [database] in _ = try? await database.write(statement) }.value
      return
    }
    let failure = error as? JobFailure ?? Self.failure(of: error)
    logger.warning(
      "a job failed",
      metadata: [
        "job": "\(job.id)", "kind": "\(job.kind.rawValue)", "attempt": "\(job.attempt)", "error": "\(error)",
      ])
    if failure.isFinal || job.attempt >= settings.attemptLimit {
      try await giveUp(running, handler, .failed, failure.message)
    } else {
      let limit = settings.firstPause * (1 << min(job.attempt - 1, 10))
      try await database.write(
        JobStatements.postpone(job, by: limit * Double.random(in: 0.5...1), error: failure.message))
      settings.ended(job.kind, .postponed)
    }
  }

  /// What is told of an error that was not foreseen: nothing of what it says.
  private static func failure(of error: any Error) -> JobFailure {
    JobFailure("Something unexpected went wrong.", isFinal: false)
  }

  /// Ends a job that is held without success, with what its handler undoes.
  private func giveUp(
    _ running: RunningJob, _ handler: JobHandler, _ state: API.JobState, _ message: String?
  ) async throws {
    let wasHeld = try await database.transaction(deadline: .now + settings.commitTimeout) { transaction in
      guard try await transaction.read(JobStatements.hold(running.job, evenCanceled: true)).count == 1 else {
        return false
      }
      try await handler.giveUp?(running, transaction)
      _ = try await transaction.write(JobStatements.end(running.jobID, state, error: message))
      return true
    }
    if wasHeld { settings.ended(running.job.kind, state == .canceled ? .canceled : .failed) }
  }
}

/// The handlers of all kinds of jobs.
public struct JobHandlers: Sendable {
  private let byKind: [API.JobKind: JobHandler]

  /// Handlers, one for each kind at most.
  public init(_ handlers: [JobHandler]) {
    byKind = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
  }

  subscript(kind: API.JobKind) -> JobHandler? { byKind[kind] }

  var kinds: [String] { byKind.keys.map(\.rawValue).sorted() }
}

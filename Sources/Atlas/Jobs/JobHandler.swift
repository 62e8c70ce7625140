public import AtlasAPI
public import AtlasKernel
public import GraphQLJSON
public import Postgres

/// How jobs of one kind are done.
public struct JobHandler: Sendable {
  /// Which jobs.
  public let kind: API.JobKind
  /// Does the work. What it changes in the database it leaves to the effect that it answers; it may be run again after
  /// its process was lost, and by another process while it still believes to hold the job.
  public let run: @Sendable (any JobExecution) async throws -> JobEffect
  /// Undoes what waited for the job, in the transaction that gives it up: when it has failed for good or was canceled.
  public let giveUp: (@Sendable (any JobExecution, Transaction) async throws -> Void)?

  /// A handler.
  public init(
    _ kind: API.JobKind, giveUp: (@Sendable (any JobExecution, Transaction) async throws -> Void)? = nil,
    run: @escaping @Sendable (any JobExecution) async throws -> JobEffect
  ) {
    self.kind = kind
    self.run = run
    self.giveUp = giveUp
  }
}

/// What a job changes. It is committed once, in one transaction with the end of the job, by whoever holds the job then.
public struct JobEffect: Sendable {
  /// Makes the change; answers what the job made, for `Job.result`.
  public let commit: @Sendable (Transaction) async throws -> GlobalID?

  /// A change.
  public init(_ commit: @escaping @Sendable (Transaction) async throws -> GlobalID?) { self.commit = commit }
}

/// Why a job failed, in words for the user who asked for it. Any other error is told as an unexpected failure, and logged.
public struct JobFailure: Error, Sendable {
  /// For people.
  public let message: String
  /// Whether trying again is of no use.
  public let isFinal: Bool

  /// A failure.
  public init(_ message: String, isFinal: Bool = true) {
    self.message = message
    self.isFinal = isFinal
  }
}

/// The job is no longer this worker's: it was canceled, or its lease was lost. Thrown by ``JobExecution/report(_:percent:)``
/// and to be passed on.
public struct JobAbandoned: Error, Sendable {}

/// One attempt at a job, as its handler sees it.
public protocol JobExecution: Sendable {
  /// The row key.
  var jobID: Int64 { get }
  /// Who asked for it.
  var userID: Int64 { get }
  /// What it is about.
  var subject: GlobalID? { get }
  /// What it was given.
  var arguments: JSONObject { get }
  /// From 1.
  var attempt: Int { get }
  /// For reading; changes belong into the effect.
  var database: Database { get }

  /// Tells how far the job has come, to the worker's lease and to those who listen.
  ///
  /// - Parameters:
  ///   - stage: a word or two for people.
  ///   - percent: 0 to 100.
  /// - Throws: `JobAbandoned` when the job is to be left.
  func report(_ stage: String, percent: Double) async throws
}

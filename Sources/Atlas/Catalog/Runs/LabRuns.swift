import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What became of a lab at work: whose status a payload shows.
struct LabRunOutcome: Sendable {
  let labID: Int64
  let userID: Int64
  /// The job that makes the environment; nil where none has to be made.
  var jobID: Int64?
}

/// Starting, extending, resetting and stopping runs of labs.
struct LabRuns: Sendable {
  let hosting: LabHosting

  /// Begins a run, or finds the one that lives.
  ///
  /// - Throws: user errors for a lab that is not there and for too many live runs, `UNAVAILABLE` for environments that
  ///   this server does not make.
  func start(_ input: API.StartLabInput, _ context: ExecutionContext) async throws -> LabRunOutcome {
    let user = try context.requireViewer().userID
    let lab = try input.labId.labKey()
    // Each time that neither a run was made nor one is seen, another start took the lab or a number: at most so often.
    for _ in 0...LabRunStatements.slotLimit {
      let rows = try await context.write(
        LabRunStatements.start(lab, user: user, region: input.region, kinds: hosting.kinds))
      let answer = LabStartRow(row: Row(rows: rows, index: 0))
      guard answer.row[LabStartRow.found] else { throw UserErrors(Self.notFound(lab)) }
      guard answer.row[LabStartRow.isPossible] else { throw LabHosting.unavailable }
      if answer.row[LabStartRow.isLive] {
        return LabRunOutcome(labID: lab, userID: user, jobID: answer.row[LabStartRow.jobID])
      }
      if answer.row[LabStartRow.isFull] { throw UserErrors(Self.tooMany) }
    }
    throw GraphQLError.conflict("Other labs of yours are being started at this moment. Try again.")
  }

  /// Lengthens the lease.
  func extend(_ input: API.ExtendLabInput, _ context: ExecutionContext) async throws -> LabRunOutcome {
    let user = try context.requireViewer().userID
    let lab = try input.labId.labKey()
    let answer: LabChangeRow
    do {
      let rows = try await context.write(LabRunStatements.extend(lab, user: user, by: input.by.text))
      answer = LabChangeRow(row: Row(rows: rows, index: 0))
    } catch  where ["22008", "22015"].contains(error.sqlState) {
      throw UserErrors(Self.wrongLength)
    }
    try answer.requireFound(lab)
    if answer.isDone { return LabRunOutcome(labID: lab, userID: user) }
    guard answer.row[LabChangeRow.isLengthRight] else { throw UserErrors(Self.wrongLength) }
    if answer.isLive, answer.row[LabChangeRow.extensionsLeft] == 0 {
      throw UserErrors(.input(.quotaExceeded, "The lab cannot be extended again.", "input", "labId"))
    }
    throw answer.refusal("Only a lab that runs can be extended.", allowed: LabRunState.liveStates)
  }

  /// Makes the environment anew.
  func reset(_ input: API.ResetLabInput, _ context: ExecutionContext) async throws -> LabRunOutcome {
    let user = try context.requireViewer().userID
    let lab = try input.labId.labKey()
    let rows = try await context.write(LabRunStatements.reset(lab, user: user))
    let answer = LabChangeRow(row: Row(rows: rows, index: 0))
    try answer.requireFound(lab)
    guard answer.isDone else {
      throw answer.refusal(
        "Only a lab that can be worked in can be reset.", allowed: LabRunState.workableStates)
    }
    return LabRunOutcome(labID: lab, userID: user, jobID: answer.row[LabStartRow.jobID])
  }

  /// Ends the run. One that was stopped before stays stopped.
  func stop(_ input: API.StopLabInput, _ context: ExecutionContext) async throws -> LabRunOutcome {
    let user = try context.requireViewer().userID
    let lab = try input.labId.labKey()
    let rows = try await context.write(LabRunStatements.stop(lab, user: user))
    let answer = LabChangeRow(row: Row(rows: rows, index: 0))
    try answer.requireFound(lab)
    guard answer.isDone || answer.row[LabChangeRow.state] == API.LabState.stopped.rawValue else {
      throw answer.refusal("Only a lab that runs can be stopped.", allowed: LabRunState.liveStates)
    }
    return LabRunOutcome(labID: lab, userID: user)
  }

  static func notFound(_ lab: Int64) -> UserError { .notFound("lab", GlobalID(.lab, lab), "input", "labId") }

  private static let tooMany = UserError(
    .input, .quotaExceeded,
    "You may run \(LabRunStatements.slotLimit) labs at a time: stop one that you no longer need.",
    field: ["input", "labId"])

  private static let wrongLength = UserError(
    .input, .invalid, "It must be longer than nothing, and at most as long as the lab's own time limit.",
    field: ["input", "by"])
}

extension ID {
  /// The row key of the lab that an input names.
  ///
  /// - Throws: a user error for what is no id of a lab.
  func labKey() throws(UserErrors) -> Int64 {
    guard let key = key(.lab) else { throw UserErrors(.notFound("lab", GlobalID(value), "input", "labId")) }
    return key
  }
}

/// How a start went.
private struct LabStartRow: RowBacked {
  static let found = RowColumn<Bool>("found")
  static let isPossible = RowColumn<Bool>("is_possible")
  static let isLive = RowColumn<Bool>("is_live")
  static let isFull = RowColumn<Bool>("is_full")
  static let jobID = RowColumn<Int64?>("job_id")

  let row: Row

  init(row: Row) { self.row = row }
}

/// How a change of a run went, and where the run stood before.
struct LabChangeRow: RowBacked {
  static let found = RowColumn<Bool>("found")
  static let state = RowColumn<String>("state")
  static let done = RowColumn<Bool>("is_done")
  static let isLengthRight = RowColumn<Bool>("is_length_right")
  static let extensionsLeft = RowColumn<Int>("extensions_left")

  let row: Row

  init(row: Row) { self.row = row }

  var isDone: Bool { row[Self.done] }

  var isLive: Bool { API.LabState(rawValue: row[Self.state]).map { LabRunState($0).isLive } ?? false }

  func requireFound(_ lab: Int64) throws(UserErrors) {
    guard row[Self.found] else { throw UserErrors(LabRuns.notFound(lab)) }
  }

  func refusal(_ message: String, allowed: [API.LabState]) -> UserErrors {
    UserErrors(.state(row[Self.state], allowed: allowed.map(\.rawValue), message))
  }
}

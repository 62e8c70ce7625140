import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import Postgres

/// A job as clients see it.
struct JobRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let kind = RowColumn<API.JobKind>("kind")
  static let state = RowColumn<API.JobState>("state")
  static let percent = RowColumn<Double?>("percent")
  static let stage = RowColumn<String?>("stage")
  static let attempts = RowColumn<Int>("attempts")
  static let error = RowColumn<String?>("error")
  static let result = RowColumn<String?>("result")
  static let finishedAt = RowColumn<DateTime?>("finished_at")

  let row: Row

  init(row: Row) { self.row = row }
}

extension JobRow {
  static let fields = API.Job.Fields<JobRow>(
    id: .globalID(.job, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    kind: .column(kind),
    state: .column(state),
    percent: .column(percent),
    stage: .column(stage),
    attempts: .column(attempts),
    error: .column(error),
    result: FieldResolver { jobs, _, _ in
      .loading(LoadRequest(jobs.map { $0.row[result].flatMap { GlobalID($0) }.map { ($0.kind.typeName, $0.key) } }))
    },
    finishedAt: .column(finishedAt))

  /// The viewer's own jobs; through an API key only where it may read what jobs are about.
  static let loader = RowLoader<JobRow>(key: id) { keys, context in
    JobStatements.byID(keys, viewer: viewer(context)?.userID)
  }

  /// The viewer, unless it is an API key without any of the scopes that open jobs.
  static func viewer(_ context: ExecutionContext) -> Viewer? {
    context.viewer(within: .catalogWrite) ?? context.viewer(within: .progressWrite)
      ?? context.viewer(within: .analyticsRead) ?? context.viewer(within: .tutorAsk)
  }
}

extension Row {
  /// The state of a job; nil for one that this server does not know.
  var jobState: API.JobState? { API.JobState(rawValue: self[RowColumn<String>(JobRow.state.name)]) }
}

/// A job that a worker holds, or that is being canceled.
struct ClaimedJob: Sendable {
  let id: Int64
  let kind: API.JobKind
  let state: API.JobState
  /// How often it was claimed, and the number of this lease.
  let attempt: Int
  let userID: Int64
  let subject: GlobalID?
  let arguments: JSONObject
  let isCanceled: Bool

  /// - Throws: where the row cannot be read, which the table excludes.
  init(_ row: Row) throws {
    id = row[JobRow.id]
    guard let kind = API.JobKind(rawValue: row[RowColumn<String>(JobRow.kind.name)]),
      let state = row.jobState
    else { throw JobFailure("The job is of a kind that this server does not know.") }
    self.kind = kind
    self.state = state
    attempt = row[JobRow.attempts]
    userID = row[RowColumn<Int64>("user_id")]
    subject = row[RowColumn<String?>("subject")].flatMap { GlobalID($0) }
    guard case .object(let arguments) = try JSONParser.parse(row[RowColumn<String>("arguments")]) else {
      throw JobFailure("The job's arguments cannot be read.")
    }
    self.arguments = arguments
    isCanceled = row[RowColumn<Bool>("cancel_requested")]
  }
}

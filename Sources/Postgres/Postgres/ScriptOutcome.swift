import CLibPQ

/// How much of a script's answers is read.
public struct ScriptLimits: Sendable {
  /// When it is stopped.
  public var deadline: ContinuousClock.Instant
  /// Rows of all results together.
  public var rows: Int
  /// Bytes of all values together, and 16 for each of them, so that nulls count too. Notices and what libpq gathers
  /// are held to a multiple of it.
  public var bytes: Int
  /// Statements that ended well.
  public var statements: Int

  /// Limits of a script.
  public init(deadline: ContinuousClock.Instant, rows: Int, bytes: Int, statements: Int) {
    self.deadline = deadline
    self.rows = rows
    self.bytes = bytes
    self.statements = statements
  }
}

/// What came of a script.
public struct ScriptOutcome: Sendable {
  /// The last result that has columns, as far as it was read.
  public var table: ScriptTable?
  /// How many statements ended well.
  public var statementCount: Int
  /// How it ended.
  public var end: ScriptEnd
}

/// A result in PostgreSQL's text format.
public struct ScriptTable: Sendable {
  /// The names of the columns.
  public var columns: [String]
  /// The object identifiers of their types.
  public var types: [UInt32]
  /// The rows; nil is null.
  public var rows: [[String?]] = []
}

/// How a script ended.
public enum ScriptEnd: Sendable {
  /// All statements ran.
  case complete
  /// The server refused a statement, or the connection broke.
  case failed(PostgresError)
  /// A limit was reached.
  case stopped(ScriptStop)
}

/// Why a script was stopped.
public enum ScriptStop: Sendable, Equatable {
  case deadline, tooManyRows, tooManyBytes, tooManyStatements
  /// It wants to exchange data by COPY.
  case copy
  /// The caller said so.
  case caller
}

/// The results of a script as they come in.
struct ScriptReading {
  let limits: ScriptLimits
  private var table: ScriptTable?
  private var isTableOpen = false
  private var statementCount = 0
  private var rowCount = 0
  private var byteCount = 0
  private var receivedCount = 0
  private var failure: PostgresError?

  init(limits: ScriptLimits) { self.limits = limits }

  /// How the script ended when nothing more comes.
  var end: ScriptEnd { failure.map { .failed($0) } ?? .complete }

  func outcome(_ end: ScriptEnd) -> ScriptOutcome {
    ScriptOutcome(table: table, statementCount: statementCount, end: end)
  }

  /// Counts bytes on the wire; whether they are too many: text is longer there, and so are notices.
  mutating func received(_ count: Int) -> Bool {
    receivedCount += max(0, count)
    return receivedCount / 8 > limits.bytes
  }

  /// Takes in a result, which the caller keeps and frees.
  mutating func take(_ result: OpaquePointer) -> ScriptStop? {
    switch unsafe PQresultStatus(result) {
    case PGRES_SINGLE_TUPLE:
      unsafe openTable(result)
      return unsafe takeRow(result)
    case PGRES_TUPLES_OK:
      // The end of single rows, or a result without any.
      unsafe openTable(result)
      isTableOpen = false
      return statementEnded()
    case PGRES_COMMAND_OK: return statementEnded()
    case PGRES_EMPTY_QUERY: return nil
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: return .copy
    default:
      failure = unsafe PostgresError(result: result)
      return nil
    }
  }

  private mutating func openTable(_ result: OpaquePointer) {
    guard !isTableOpen else { return }
    isTableOpen = true
    let columns = 0..<(unsafe PQnfields(result))
    table = ScriptTable(
      columns: columns.map { unsafe PQfname(result, $0).map { unsafe String(cString: $0) } ?? "" },
      types: columns.map { unsafe PQftype(result, $0) })
  }

  private mutating func takeRow(_ result: OpaquePointer) -> ScriptStop? {
    rowCount += 1
    guard rowCount <= limits.rows else { return .tooManyRows }
    var row: [String?] = []
    for column in 0..<(unsafe PQnfields(result)) {
      byteCount += Self.cellBytes + (unsafe Int(PQgetlength(result, 0, column)))
      guard byteCount <= limits.bytes else { return .tooManyBytes }
      let isNull = unsafe PQgetisnull(result, 0, column) == 1
      row.append(isNull ? nil : unsafe PQgetvalue(result, 0, column).map { unsafe String(cString: $0) })
    }
    table?.rows.append(row)
    return nil
  }

  /// What a value takes beside its text.
  private static let cellBytes = 16

  private mutating func statementEnded() -> ScriptStop? {
    statementCount += 1
    return statementCount > limits.statements ? .tooManyStatements : nil
  }
}

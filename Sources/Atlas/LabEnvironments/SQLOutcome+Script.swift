import Postgres

extension SQLOutcome {
  /// What came of a script, in words for the one who wrote it.
  init(_ outcome: ScriptOutcome, of script: String, in name: String, limit: Duration, watch: SQLLabWatch) {
    self.init(table: outcome.table.map { SQLTable($0) }, statementCount: outcome.statementCount, problem: nil)
    switch outcome.end {
    case .complete: problem = nil
    case .failed(let error): problem = SQLProblem(error, in: script, hiding: name)
    case .stopped(let stop):
      problem = SQLProblem(
        sqlState: nil, message: Self.message(stop, limit: limit, watch.finding, watch.server.limits))
    }
  }

  private static func message(
    _ stop: ScriptStop, limit: Duration, _ finding: SQLLabWatch.Finding?, _ limits: SQLLabLimits
  ) -> String {
    switch stop {
    case .deadline: "It takes longer than \(limit.components.seconds) seconds."
    case .tooManyRows: "It answers more than \(limits.rows) rows."
    case .tooManyBytes: "It answers more than \(limits.bytes >> 10) KB."
    case .tooManyStatements: "It has more than \(limits.statements) statements."
    case .copy: "COPY from or to the client is not possible here."
    case .caller:
      finding == .tooManyLocks
        ? "It locks too many things at once." : "The database is larger than \(limits.databaseBytes >> 20) MB."
    }
  }
}

extension SQLProblem {
  /// What the server says, without the name of the database, which is ours.
  init(_ error: PostgresError, in script: String, hiding name: String) {
    guard let state = error.sqlState else {
      let isUnusable = error.code == .invalidParameter
      self.init(sqlState: nil, message: isUnusable ? "SQL cannot contain U+0000." : "The session ended.")
      return
    }
    let message = error.message.replacing(name, with: "lab").prefix(Self.messageLimit)
    let plain = String(String.UnicodeScalarView(message.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    self.init(sqlState: state, message: plain, line: error.position.map { Self.line(at: $0, in: script) })
  }

  /// The line of a character, which is counted from 1. PostgreSQL's characters are scalars.
  private static func line(at position: Int, in script: String) -> Int {
    1 + script.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
  }

  private static let messageLimit = 300
}

extension SQLTable {
  init(_ table: ScriptTable) {
    let isNumber = table.types.map { Self.numberTypes.contains($0) }
    self.init(
      columns: table.columns,
      rows: table.rows.map { row in
        zip(row, isNumber).map { text, isNumber in
          guard let text else { return .null }
          return isNumber ? .number(text) : .text(text)
        }
      })
  }

  /// `int8`, `int2`, `int4`, `oid`, `float4`, `float8`, `numeric`.
  private static let numberTypes: Set<UInt32> = [20, 21, 23, 26, 700, 701, 1700]
}

import Synchronization

/// Records every statement that is sent, and what came of it: for golden files, tests, explanations and traces.
///
///     let log = StatementLog()
///     try await StatementLog.$current.withValue(log) { try await run() }
///
/// There are no more entries than the limit; the others are counted.
public final class StatementLog: Sendable {
  /// One recorded statement. It has no values in it, neither those that were bound nor those of its rows.
  public struct Entry: Hashable, Sendable {
    /// The name of the statement.
    public let name: String
    /// The SQL, with placeholders.
    public let text: String
    /// When it was submitted. Statements that are sent again have one entry all the same.
    public let began: ContinuousClock.Instant
    /// When its answer was there, or nobody waited for it any more; nil before.
    public internal(set) var ended: ContinuousClock.Instant?
    /// How many rows it answered, or changed where it answers none; nil where it has not succeeded.
    public internal(set) var rowCount: Int?
    /// Why it failed: the SQLSTATE of the server, or the one that tells what the driver found.
    public internal(set) var sqlState: String?
    /// Whether a replica had it, when it ended.
    public internal(set) var isOnReplica = false
  }

  /// The log of the current task, if it has one.
  @TaskLocal public static var current: StatementLog?

  private struct Recorded {
    var entries: [Entry] = []
    var omittedCount = 0
  }

  private let limit: Int
  private let recorded = Mutex(Recorded())

  /// An empty log.
  ///
  /// - Parameter limit: how many statements it keeps.
  public init(limit: Int = 1_000) { self.limit = limit }

  /// The statements so far, in the order of their submission.
  public var entries: [Entry] { recorded.withLock { $0.entries } }

  /// How many statements are not among them, because there were too many.
  public var omittedCount: Int { recorded.withLock { $0.omittedCount } }

  /// Notes a statement in the log of the current task.
  ///
  /// - Returns: where its end is to be noted; nil where nobody wants to know.
  static func record(_ query: Query) -> Ticket? {
    guard let current else { return nil }
    return current.recorded.withLock { recorded in
      guard recorded.entries.count < current.limit else {
        recorded.omittedCount += 1
        return nil
      }
      recorded.entries.append(Entry(name: query.name, text: query.text, began: .now))
      return Ticket(log: current, index: recorded.entries.count - 1)
    }
  }

  /// The place of one statement in its log.
  struct Ticket: Sendable {
    fileprivate let log: StatementLog
    fileprivate let index: Int

    /// Notes the end of the statement; the first one counts.
    ///
    /// - Parameter streamedCount: how many rows were handed over as they arrived.
    func end(_ answer: Result<Rows, PostgresError>, streamedCount: Int = 0, isOnReplica: Bool = false) {
      let now = ContinuousClock.now
      log.recorded.withLock { recorded in
        guard recorded.entries[index].ended == nil else { return }
        recorded.entries[index].ended = now
        recorded.entries[index].isOnReplica = isOnReplica
        switch answer {
        case .success(let rows):
          let count = rows.columnCount > 0 ? rows.count : rows.affectedRows
          recorded.entries[index].rowCount = count + streamedCount
        case .failure(let error): recorded.entries[index].sqlState = error.sqlState ?? error.code.sqlState
        }
      }
    }
  }
}

extension PostgresError.Code {
  /// How the SQL standard and PostgreSQL name what the driver found.
  fileprivate var sqlState: String {
    switch self {
    case .timeout, .canceled: "57014"
    case .connectionLost: "08006"
    case .closed: "08003"
    case .overloaded: "53000"
    case .invalidParameter: "22023"
    case .transactionAborted: "25P02"
    case .transactionFinished: "25000"
    default: "XX000"
    }
  }
}

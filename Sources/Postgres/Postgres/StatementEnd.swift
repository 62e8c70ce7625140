/// How a statement ended, for who counts statements.
public struct StatementEnd: Sendable {
  /// What it was to the database.
  public enum Kind: String, Sendable, CaseIterable {
    case read, write
    /// Part of a transaction, but for its commit.
    case transaction
    case commit
  }

  public let kind: Kind
  /// From when it was submitted until it was answered or given up, with the time that it waited.
  public let duration: Duration
  /// Why it failed: one of few words, such as `timeout`, or `sqlstate_` with the class of the server's error. Nil where
  /// it did not.
  public let failure: String?

  init(_ kind: PendingRows.Kind, _ duration: Duration, _ answer: Result<Rows, PostgresError>) {
    self.duration = duration
    self.kind =
      switch kind {
      case .read: .read
      case .write: .write
      case .inTransaction: .transaction
      case .commit: .commit
      }
    if case .failure(let error) = answer { failure = error.code.word } else { failure = nil }
  }
}

extension PostgresError.Code {
  /// The name as labels of metrics have it.
  fileprivate var word: String {
    switch self {
    case .connectionLost: "connection_lost"
    case .timeout: "timeout"
    case .canceled: "canceled"
    case .overloaded: "overloaded"
    case .closed: "closed"
    case .invalidParameter: "invalid_parameter"
    case .transactionAborted: "transaction_aborted"
    case .transactionFinished: "transaction_finished"
    default: sqlStateClass.map { "sqlstate_\($0)" } ?? "other"
    }
  }
}

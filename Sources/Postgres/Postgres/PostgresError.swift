/// What went wrong with a statement, a connection or a server.
///
/// `description` is safe for anyone to see. `debugDescription` adds the server's message, except where PostgreSQL
/// quotes values in it (class 22). Neither contains bind values or a connection string.
public struct PostgresError: Error {
  /// The kind of failure; an open set.
  public struct Code: Hashable, Sendable {
    private enum Kind: Hashable, Sendable {
      case connectionLost, timeout, canceled, overloaded, closed
      case invalidParameter, transactionAborted, transactionFinished
      case migration, embeddedServer
      case server(String)
    }
    private let kind: Kind

    /// There was no connection, or it broke.
    public static let connectionLost = Code(kind: .connectionLost)
    /// The deadline passed, or the server's own statement timeout.
    public static let timeout = Code(kind: .timeout)
    /// The waiting task was cancelled.
    public static let canceled = Code(kind: .canceled)
    /// The queue of waiting statements is full.
    public static let overloaded = Code(kind: .overloaded)
    /// The database was closed.
    public static let closed = Code(kind: .closed)
    /// A bound value cannot be sent, or there are too many.
    public static let invalidParameter = Code(kind: .invalidParameter)
    /// An earlier statement of the transaction failed.
    public static let transactionAborted = Code(kind: .transactionAborted)
    /// The transaction is over; its closure has returned.
    public static let transactionFinished = Code(kind: .transactionFinished)
    /// A migration cannot be applied.
    public static let migration = Code(kind: .migration)
    /// The embedded server cannot be started.
    public static let embeddedServer = Code(kind: .embeddedServer)
    /// The server refused the statement with this SQLSTATE.
    public static func server(_ sqlState: String) -> Code { Code(kind: .server(sqlState)) }

    var name: String {
      if case .server(let sqlState) = kind { return "server(\(sqlState))" }
      return "\(kind)"
    }

    /// The first two characters of the server's SQLSTATE; nil for failures of the driver.
    var sqlStateClass: Substring? {
      if case .server(let sqlState) = kind { sqlState.prefix(2) } else { nil }
    }
  }

  /// The kind of failure.
  public var code: Code
  /// The five characters by which the server names its errors.
  public var sqlState: String?
  /// For operators: the server's or the driver's words. It may quote a value; see `debugDescription`.
  public var message: String
  /// The constraint that was violated.
  public var constraint: String?
  /// The character of the SQL text, from 1, that the server points at.
  public var position: Int?
  /// The name of the statement.
  public var statementName: String?
  /// The statement may have taken effect or not; nobody can say.
  public var unknownOutcome = false
  /// The server ended the session with this error.
  var isFatal = false

  /// An error of the driver itself.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The statement, or the whole transaction, had no effect and may well succeed when tried again.
  public var isRetryable: Bool {
    if unknownOutcome { return false }
    if code == .connectionLost || code == .overloaded { return true }
    guard let sqlState else { return false }
    return isSerializationFailure || ["53300", "57P01", "57P02", "57P03"].contains(sqlState)
  }

  /// What others hold was waited for as long as the session waits for locks (55P03).
  public var isLockTimeout: Bool { sqlState == "55P03" }

  /// A conflict with another transaction: run the whole transaction again.
  var isSerializationFailure: Bool { sqlState == "40001" || sqlState == "40P01" }

  /// The prepared statement no longer fits: its plan is out of date, or the server has forgotten it.
  var isStalePlan: Bool { sqlState == "0A000" || sqlState == "26000" }

  /// The same error with the name of the statement.
  func named(_ name: String) -> PostgresError {
    var error = self
    if error.statementName == nil, !name.isEmpty { error.statementName = name }
    return error
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  /// The code, the constraint and the statement's name.
  public var description: String {
    var text = "PostgresError \(code.name)"
    if let sqlState, code != .server(sqlState) { text += " [\(sqlState)]" }
    if let constraint { text += ", constraint \(constraint)" }
    if let statementName { text += ", statement \(statementName)" }
    if unknownOutcome { text += ", outcome unknown" }
    return text
  }

  /// The same with the message, where the message cannot quote a value.
  public var debugDescription: String {
    let quotesValues = sqlState?.hasPrefix("22") ?? false
    return quotesValues || message.isEmpty ? description : "\(description): \(message)"
  }
}

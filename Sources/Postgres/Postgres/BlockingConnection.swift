import CLibPQ

/// A connection used step by step by one thread that may block: for migrations, server administration, listening.
struct BlockingConnection {
  private let opened: OpenedConnection

  /// Uses an open connection.
  init(_ opened: OpenedConnection) { self.opened = opened }

  /// Connects. Nothing limits how long a statement may run.
  ///
  /// - Parameter patienceSeconds: how long the server may take to accept the connection.
  init(connectionString: String, applicationName: String, patienceSeconds: Int = 2) throws(PostgresError) {
    var session = Connector.SessionSettings()
    session.idleInTransactionTimeout = .zero
    opened = try Connector(
      connectionString: connectionString, applicationName: applicationName, session: session,
      patienceSeconds: patienceSeconds
    ).open()
  }

  /// Runs SQL text without values, possibly several statements.
  func execute(_ text: String) throws(PostgresError) {
    if text.utf8.contains(0) { throw PostgresError(.invalidParameter, "the SQL contains U+0000") }
    _ = try unsafe answer(PQexec(opened.handle, text))
  }

  /// Runs one statement with text values.
  @discardableResult
  func query(_ text: String, _ values: [String] = []) throws(PostgresError) -> Rows {
    if values.contains(where: { $0.utf8.contains(0) }) {
      throw PostgresError(.invalidParameter, "a text value contains U+0000")
    }
    let result = unsafe withCStrings(values) { pointers in
      unsafe PQexecParams(opened.handle, text, Int32(clamping: values.count), nil, pointers, nil, nil, 0)
    }
    return try unsafe answer(result)
  }

  /// Whether a transaction block is open and in good order.
  var isInTransaction: Bool { unsafe PQtransactionStatus(opened.handle) == PQTRANS_INTRANS }

  var socket: Int32 { opened.socket }

  /// Takes in what the server sent on its own: the payloads of notifications; nil when the connection broke.
  func takeNotifications() -> [String]? {
    guard unsafe PQconsumeInput(opened.handle) == 1 else { return nil }
    var payloads: [String] = []
    while let notification = unsafe PQnotifies(opened.handle) {
      payloads.append(unsafe notification.pointee.extra.map { unsafe String(cString: $0) } ?? "")
      unsafe PQfreemem(notification)
    }
    return payloads
  }

  private func answer(_ result: OpaquePointer?) throws(PostgresError) -> Rows {
    guard let result = unsafe result else { throw PostgresError(.connectionLost, "the connection broke") }
    let rows = unsafe Rows(taking: result)
    switch unsafe PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return rows
    default: throw unsafe PostgresError(result: result)
    }
  }
}

/// An SQL identifier in quotes.
package func quotedIdentifier(_ name: String) -> String {
  var text = "\""
  for character in name.unicodeScalars {
    if character == "\"" { text.unicodeScalars.append("\"") }
    text.unicodeScalars.append(character)
  }
  return text + "\""
}

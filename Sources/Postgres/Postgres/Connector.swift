import CLibPQ
import Glibc

/// Opens connections, blocking: every session gets the same settings.
struct Connector: Sendable {
  let connectionString: String
  let applicationName: String
  let session: SessionSettings
  /// How long the server may take to accept the connection, in seconds; libpq knows no less than two.
  var patienceSeconds = 2
  /// What overrules the connection string.
  var login: ScriptLogin?

  /// The server settings of a session.
  struct SessionSettings: Sendable {
    var statementTimeout: Duration?
    var lockTimeout: Duration = .seconds(2)
    var idleInTransactionTimeout: Duration = .seconds(15)
    var searchPath = "public"
    /// The role that the session takes; nil: the one it connects with.
    var role: String?

    var pairs: [(String, String)] {
      [
        ("statement_timeout", milliseconds(statementTimeout ?? .zero)),
        ("lock_timeout", milliseconds(lockTimeout)),
        ("idle_in_transaction_session_timeout", milliseconds(idleInTransactionTimeout)),
        ("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "iso_8601"),
        ("search_path", searchPath), ("standard_conforming_strings", "on"), ("bytea_output", "hex"),
        ("extra_float_digits", "1"),
      ] + (role.map { [("role", $0)] } ?? [])
    }

    private func milliseconds(_ duration: Duration) -> String {
      "\(max(0, duration / .milliseconds(1)).rounded())ms"
    }
  }

  /// Opens a connection and applies the settings. Blocks for at most a few seconds.
  func open() throws(PostgresError) -> OpenedConnection {
    let handle = unsafe connect()
    guard let handle = unsafe handle else { throw PostgresError(.connectionLost, "out of memory") }
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      let message = unsafe String(cString: PQerrorMessage(handle))
      unsafe PQfinish(handle)
      throw PostgresError(.connectionLost, message)
    }
    // A notice is nobody's answer; libpq would print it.
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
    let opened = unsafe OpenedConnection(taking: handle)
    try apply(session.pairs, to: opened)
    // Refused where the system cannot watch a socket for its closing; then nothing is lost but promptness.
    try? apply([("client_connection_check_interval", "1s")], to: opened)
    return opened
  }

  /// What tells the server of a connection from others, and from itself before a restart. Blocks.
  func server(of opened: OpenedConnection) throws(PostgresError) -> String {
    let text = "select concat_ws(' ', pg_postmaster_start_time(), inet_server_addr(), inet_server_port())"
    let result = unsafe PQexec(opened.handle, text)
    guard let result = unsafe result else { throw PostgresError(.connectionLost, "the connection broke") }
    defer { unsafe PQclear(result) }
    guard unsafe PQresultStatus(result) == PGRES_TUPLES_OK else { throw unsafe PostgresError(result: result) }
    return unsafe String(cString: PQgetvalue(result, 0, 0))
  }

  private func connect() -> OpaquePointer? {
    // Options before the connection string are defaults, those behind it are fixed.
    let options =
      [
        ("application_name", applicationName), ("connect_timeout", String(patienceSeconds)), ("keepalives_idle", "10"),
        ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
        ("dbname", connectionString), ("client_encoding", "UTF8"),
      ] + (login?.options ?? [])
    return unsafe withCStrings(options.map(\.0)) { keywords in
      unsafe withCStrings(options.map(\.1)) { values in
        unsafe PQconnectdbParams(keywords, values, 1)
      }
    }
  }

  private func apply(_ settings: [(String, String)], to opened: OpenedConnection) throws(PostgresError) {
    let calls = settings.indices.map { "set_config($\($0 * 2 + 1), $\($0 * 2 + 2), false)" }
    let result = unsafe withCStrings(settings.flatMap { [$0.0, $0.1] }) { values in
      unsafe PQexecParams(
        opened.handle, "select \(calls.joined(separator: ", "))", Int32(settings.count * 2), nil, values, nil, nil, 0)
    }
    guard let result = unsafe result else { throw PostgresError(.connectionLost, "the connection broke") }
    defer { unsafe PQclear(result) }
    guard unsafe PQresultStatus(result) == PGRES_TUPLES_OK else { throw unsafe PostgresError(result: result) }
  }
}

/// Lends strings as a null-terminated array of C strings.
func withCStrings<Value>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
  let copies = unsafe strings.map { unsafe strdup($0) }
  // By index: the formatter does not know `for unsafe`.
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  var pointers = unsafe copies.map { unsafe UnsafePointer($0) }
  unsafe pointers.append(nil)
  return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
}

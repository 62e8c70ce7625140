// A PostgreSQL server of our own: found, initialised, started as a child, stopped with us.
//
// Neighbours: ServerPrograms.swift finds it, ServerFolder.swift is where it lives, ChildProcess.swift runs it.
// Invariant: one process at a time uses a folder, and at most one server runs in it. When we die without stopping it,
// the kernel stops it, and the next start stops whatever is left.

import Glibc
import Synchronization

/// A PostgreSQL server that runs as a child process on a private unix socket.
public final class EmbeddedServer: Sendable {
  /// How the server runs.
  public struct Settings: Sendable {
    /// Committed data survives a crash of the machine. Turn it off for tests only.
    public var isDurable = true
    /// The most connections at once.
    public var connectionLimit = 100
    /// Memory for cached pages, in PostgreSQL's notation.
    public var sharedBuffers = "128MB"
    /// The database that is made when it is missing.
    public var databaseName = "atlas"

    /// The defaults.
    public init() {}
  }

  static let userName = "atlas"
  private let folder: ServerFolder
  private let settings: Settings
  private let child: ChildProcess
  private let lock: Mutex<FolderLock?>

  private init(folder: ServerFolder, settings: Settings, child: ChildProcess, lock: FolderLock) {
    self.folder = folder
    self.settings = settings
    self.child = child
    self.lock = Mutex(lock)
  }

  /// Starts the server of a folder, making both when they are missing. A second process that tries the same folder gets
  /// an error.
  public static func start(
    home: String, settings: Settings = Settings()
  ) async throws(PostgresError) -> EmbeddedServer {
    try await onThread { () throws(PostgresError) in try startBlocking(home: home, settings: settings) }
  }

  /// How to connect to the server's database.
  public var connectionString: String { connectionString(database: settings.databaseName) }

  /// The name of the server's own database.
  public var databaseName: String { settings.databaseName }

  /// How to connect to another database of the server.
  public func connectionString(database: String) -> String {
    Self.connectionString(socketFolder: folder.socketFolder, database: database)
  }

  static func connectionString(socketFolder: String, database: String) -> String {
    "host=\(quoted(socketFolder)) port=5432 user=\(userName) dbname=\(quoted(database))"
  }

  /// The server's process number, while it runs.
  public var processID: Int32? { child.processID }

  /// The file with what the server says.
  public var logPath: String { folder.log }

  /// Stops the server: open transactions are rolled back, connections closed. Does nothing the second time.
  public func stop() async {
    _ = try? await onThread { () throws(PostgresError) in self.stopBlocking() }
  }

  /// Stops the server and waits for it on the calling thread, for the end of a process.
  public func stopBlocking() {
    for (signal, patience) in [(SIGINT, 10), (SIGQUIT, 5), (SIGKILL, 5)] where child.exitStatus == nil {
      child.send(signal)
      _ = child.waitForExit(atMost: .seconds(patience))
    }
    // The socket's folder may lie elsewhere, where nobody would tidy up; the server has removed the socket.
    unsafe rmdir(folder.socketFolder)
    lock.withLock { $0 = nil }
  }

  private static func quoted(_ value: String) -> String {
    var text = "'"
    for scalar in value.unicodeScalars {
      if scalar == "'" || scalar == "\\" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text + "'"
  }
}

extension EmbeddedServer {
  private static func startBlocking(home: String, settings: Settings) throws(PostgresError) -> EmbeddedServer {
    let programs = try ServerPrograms.find()
    let account = try ServerAccount.current()
    let folder = try ServerFolder(home: home)
    let lock = try FolderLock(folder.lock)
    try folder.prepare(for: account)
    try StaleServer(data: folder.data).stop()
    if unsafe access(folder.data + "/PG_VERSION", F_OK) != 0 {
      try initialise(folder, programs, account)
    }
    let child = try ChildProcess(
      ChildProcess.Launch(
        program: programs.postgres, arguments: arguments(folder, settings), log: folder.log,
        account: account))
    let server = EmbeddedServer(folder: folder, settings: settings, child: child, lock: lock)
    do throws(PostgresError) {
      try server.waitUntilReady()
      try server.makeDatabase()
    } catch {
      server.stopBlocking()
      throw error
    }
    return server
  }

  private static func arguments(_ folder: ServerFolder, _ settings: Settings) -> [String] {
    var options = [
      "listen_addresses=", "port=5432", "unix_socket_permissions=0700", "max_connections=\(settings.connectionLimit)",
      "shared_buffers=\(settings.sharedBuffers)", "logging_collector=off", "log_destination=stderr", "jit=off",
    ]
    options +=
      settings.isDurable
      ? ["fsync=on", "synchronous_commit=on", "full_page_writes=on"]
      : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    return ["-D", folder.data, "-k", folder.socketFolder] + options.flatMap { ["-c", $0] }
  }

  /// Makes the data beside its place and moves it there when it is complete: a start that was cut short leaves nothing
  /// that looks like a database.
  private static func initialise(
    _ folder: ServerFolder, _ programs: ServerPrograms, _ account: ServerAccount?
  ) throws(PostgresError) {
    let fresh = folder.data + ".new"
    try run("/bin/rm", ["-rf", fresh], folder, account: nil)
    guard unsafe mkdir(fresh, 0o700) == 0 else {
      throw PostgresError(.embeddedServer, "\(fresh) cannot be made: \(describe(errno))")
    }
    try account?.own(fresh)
    // Not synced: there is nothing to lose yet, and the first second counts.
    try run(
      programs.initdb,
      [
        "-D", fresh, "-U", userName, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        "--data-checksums",
      ], folder, account: account)
    guard unsafe rename(fresh, folder.data) == 0 else {
      throw PostgresError(.embeddedServer, "\(folder.data) cannot be made: \(describe(errno))")
    }
  }

  private static func run(
    _ program: String, _ arguments: [String], _ folder: ServerFolder, account: ServerAccount?
  ) throws(PostgresError) {
    let child = try ChildProcess(
      ChildProcess.Launch(program: program, arguments: arguments, log: folder.log, account: account))
    let isOver = child.waitForExit(atMost: .seconds(120))
    if !isOver { child.send(SIGKILL) }
    guard child.exitStatus == 0 else {
      throw PostgresError(.embeddedServer, "\(program) failed; see \(folder.log)")
    }
  }

  private func waitUntilReady() throws(PostgresError) {
    // Recovery after a crash may take a while, and says nothing on the way.
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      guard let processID = child.processID else {
        throw PostgresError(.embeddedServer, "the server did not start; see \(folder.log)")
      }
      let text = readFile(folder.data + "/postmaster.pid") ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.first == "\(processID)", lines.count >= 8, lines[7].hasPrefix("ready") { return }
      usleep(5_000)
    }
    throw PostgresError(.embeddedServer, "the server is not ready after two minutes; see \(folder.log)")
  }
}

/// A server that was left behind in a data folder.
private struct StaleServer {
  let data: String

  /// Stops it, if it is there. The number in the file may by now belong to any process: only one whose working folder
  /// is the data folder is a server of it.
  func stop() throws(PostgresError) {
    guard let line = readFile(data + "/postmaster.pid")?.split(separator: "\n").first, let processID = pid_t(line),
      processID > 1
    else { return }
    for (signal, patience) in [(SIGINT, 5_000), (SIGQUIT, 3_000), (SIGKILL, 2_000)] where isServer(processID) {
      kill(processID, signal)
      for _ in 0..<(patience / 5) where isServer(processID) { usleep(5_000) }
    }
    if isServer(processID) {
      throw PostgresError(.embeddedServer, "process \(processID) still serves \(data) and cannot be stopped")
    }
  }

  private func isServer(_ processID: pid_t) -> Bool {
    guard let folder = unsafe realpath("/proc/\(processID)/cwd", nil) else { return false }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) == data
  }
}

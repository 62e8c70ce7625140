import Glibc

extension EmbeddedServer {
  /// How to connect to the server that runs in a folder at this moment; nil where none does. Starts and makes nothing.
  public static func running(home: String, settings: Settings = Settings()) -> String? {
    // PostgreSQL's own note: the fifth line is the folder of the socket, the eighth says how far it is.
    let note = readFile(home + "/postgres/postmaster.pid") ?? ""
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 8, lines[7].hasPrefix("ready"), let processID = pid_t(lines[0]), processID > 1 else {
      return nil
    }
    // The server may be another user's, whom we may not send a signal.
    guard kill(processID, 0) == 0 || errno == EPERM else { return nil }
    return connectionString(socketFolder: String(lines[4]), database: settings.databaseName)
  }

  /// Where the programs of a server are.
  ///
  /// - Throws: `embeddedServer` with what is missing.
  public static func programFolder() throws(PostgresError) -> String { try ServerPrograms.find().folder }
}

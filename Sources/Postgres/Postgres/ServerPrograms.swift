import Glibc

/// Where the programs of a PostgreSQL server are.
struct ServerPrograms: Sendable {
  let folder: String
  var postgres: String { folder + "/postgres" }
  var initdb: String { folder + "/initdb" }

  /// Looks in `ATLAS_PG_BIN`, then for the newest in Debian's folders, then asks `pg_config`.
  static func find() throws(PostgresError) -> ServerPrograms {
    if let folder = unsafe getenv("ATLAS_PG_BIN").map({ unsafe String(cString: $0) }), !folder.isEmpty {
      let programs = ServerPrograms(folder: folder)
      guard programs.areComplete else {
        throw PostgresError(.embeddedServer, "ATLAS_PG_BIN names \(folder), which has no postgres and initdb")
      }
      return programs
    }
    let candidates = debianFolders() + [configuredFolder()].compactMap(\.self)
    for folder in candidates where ServerPrograms(folder: folder).areComplete {
      return ServerPrograms(folder: folder)
    }
    throw PostgresError(
      .embeddedServer,
      "no PostgreSQL server is installed: apt-get install postgresql postgresql-contrib, "
        + "or set ATLAS_PG_BIN to the folder of its programs, or DATABASE_URL to a running server")
  }

  /// libpq-dev brings `pg_config` without a server, so look for the programs themselves.
  private var areComplete: Bool {
    unsafe access(postgres, X_OK) == 0 && access(initdb, X_OK) == 0
  }

  private static func debianFolders() -> [String] {
    let versions = fileNames(in: "/usr/lib/postgresql").compactMap { name in Int(name) }
    return versions.sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" }
  }

  private static func configuredFolder() -> String? {
    guard let pipe = unsafe popen("pg_config --bindir 2>/dev/null", "r") else { return nil }
    defer { unsafe pclose(pipe) }
    var buffer = [CChar](repeating: 0, count: 4_096)
    guard unsafe fgets(&buffer, Int32(buffer.count), pipe) != nil else { return nil }
    let line = buffer.prefix { $0 != 0 && $0 != 0x0A }
    return String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The names in a folder; none when it cannot be read.
func fileNames(in folder: String) -> [String] {
  guard let stream = unsafe opendir(folder) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

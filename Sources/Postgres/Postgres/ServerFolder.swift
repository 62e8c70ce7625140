import Glibc

/// The folder that an embedded server lives in.
///
///     home/postgres.lock   held while a process of ours uses the folder
///     home/postgres.log    what the server says
///     home/postgres/       the data, 0700
///     home/run/            the socket, 0700; elsewhere when the path is too long for a socket
struct ServerFolder: Sendable {
  let home: String
  let socketFolder: String
  var data: String { home + "/postgres" }
  var log: String { home + "/postgres.log" }
  var lock: String { home + "/postgres.lock" }

  /// Makes the folder, if need be. The path may be relative.
  init(home: String) throws(PostgresError) {
    self.home = try Self.makeFolder(home)
    let own = self.home + "/run"
    // A socket's path may have 107 bytes.
    if (own + "/.s.PGSQL.5432").utf8.count <= 107 {
      socketFolder = own
    } else {
      let base = unsafe getenv("XDG_RUNTIME_DIR").map { unsafe String(cString: $0) } ?? ""
      let name = Migration(number: 0, name: "", sql: self.home).checksum
      socketFolder = (base.isEmpty || base.utf8.count > 60 || getuid() == 0 ? "/tmp" : base) + "/postgres-" + name
    }
  }

  /// Makes the socket's folder and opens the way to all folders for the account that the server will have.
  func prepare(for account: ServerAccount?) throws(PostgresError) {
    if let account { try openWay(for: account) }
    unsafe mkdir(socketFolder, 0o700)
    var status = stat()
    // Another user may have been quicker in a shared folder: the folder must be a true one, and ours.
    guard unsafe lstat(socketFolder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == getuid() || status.st_uid == account?.userID
    else { throw PostgresError(.embeddedServer, "\(socketFolder) is not a folder of ours") }
    try account?.own(socketFolder)
    unsafe chmod(socketFolder, 0o700)
  }

  private func openWay(for account: ServerAccount) throws(PostgresError) {
    if !account.maySearch(home) {
      // Only a way through: the names and contents stay hidden.
      unsafe chmod(home, 0o711)
    }
    var path = ""
    for part in home.split(separator: "/").dropLast() {
      path += "/" + part
      guard account.maySearch(path) else {
        throw PostgresError(
          .embeddedServer, "user \(account.name) cannot reach \(home): chmod o+x \(path), or choose another folder")
      }
    }
  }

  private static func makeFolder(_ home: String) throws(PostgresError) -> String {
    var path = ""
    for part in absolute(home).split(separator: "/") where part != "." {
      path += "/" + part
      // A server of another user must get through what we make as root; its own folders let nobody else in.
      let status = unsafe mkdir(path, getuid() == 0 ? 0o711 : 0o700)
      guard status == 0 || errno == EEXIST || errno == EISDIR || errno == EROFS || errno == EACCES else {
        throw PostgresError(.embeddedServer, "\(path) cannot be made: \(describe(errno))")
      }
    }
    guard !path.isEmpty, let resolved = unsafe realpath(path, nil) else {
      throw PostgresError(.embeddedServer, "\(home) cannot be made: \(describe(errno))")
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let current = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(current) }
    return unsafe String(cString: current) + "/" + path
  }
}

/// Holds an open file with a lock on it; the lock ends with the process at the latest.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock; fails at once when another process has it.
  init(_ path: String) throws(PostgresError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw PostgresError(.embeddedServer, "\(path) cannot be opened: \(describe(errno))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let owner = readFile(path)?.split(separator: "\n").first.map { " (process \($0))" } ?? ""
      close(descriptor)
      throw PostgresError(.embeddedServer, "another process uses this folder already\(owner): \(path)")
    }
    ftruncate(descriptor, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = unsafe pwrite(descriptor, text, text.count, 0)
  }

  deinit {
    close(descriptor)
  }
}

/// The beginning of a small text file.
func readFile(_ path: String) -> String? {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var buffer = [UInt8](repeating: 0, count: 4_096)
  let count = unsafe read(descriptor, &buffer, buffer.count)
  return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
}

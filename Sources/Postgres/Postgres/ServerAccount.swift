import Glibc

/// The user that the server runs as when we are root, which PostgreSQL refuses to be.
struct ServerAccount: Sendable {
  let userID: uid_t
  let groupID: gid_t
  let name: String

  /// Nil when we are an ordinary user and need no other.
  static func current() throws(PostgresError) -> ServerAccount? {
    guard getuid() == 0 else { return nil }
    guard setprivPath != nil else {
      throw PostgresError(
        .embeddedServer,
        "root cannot run PostgreSQL, and setpriv is not here to change the user: apt-get install util-linux")
    }
    for name in ["postgres", "nobody"] {
      guard let entry = unsafe getpwnam(name) else { continue }
      return unsafe ServerAccount(userID: entry.pointee.pw_uid, groupID: entry.pointee.pw_gid, name: name)
    }
    throw PostgresError(.embeddedServer, "root cannot run PostgreSQL, and there is no user postgres or nobody")
  }

  /// How `setpriv` is told to become this user.
  var setprivOptions: [String] {
    ["--reuid", "\(userID)", "--regid", "\(groupID)", "--clear-groups"]
  }

  /// Gives a file or folder to the account.
  func own(_ path: String) throws(PostgresError) {
    guard unsafe chown(path, userID, groupID) == 0 else {
      throw PostgresError(.embeddedServer, "\(path) cannot be given to user \(name): \(describe(errno))")
    }
  }

  /// Whether the account may go through a folder, by its permission bits.
  func maySearch(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    if status.st_uid == userID { return status.st_mode & S_IXUSR != 0 }
    if status.st_gid == groupID { return status.st_mode & S_IXGRP != 0 }
    return status.st_mode & S_IXOTH != 0
  }

  static let setprivPath: String? = {
    let places: [String] = ["/usr/bin/setpriv", "/bin/setpriv", "/usr/local/bin/setpriv"]
    return places.first { unsafe access($0, X_OK) == 0 }
  }()
}

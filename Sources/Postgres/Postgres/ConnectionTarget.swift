import CLibPQ
import Glibc

/// Where a connection string leads, as far as it may be told: the password is not in any text.
public struct ConnectionTarget: Sendable, CustomStringConvertible, CustomReflectable {
  /// The names or addresses, separated by commas; a folder for a unix socket.
  public let host: String
  /// The name of the database.
  public let database: String
  /// The port, or several separated by commas.
  public let port: String
  /// What `sslmode` says; libpq's own default is `prefer`, which an attacker on the way can switch off.
  public let encryption: String
  private let password: String
  /// What the string itself says, without libpq's variables; empty where it says nothing.
  private let ownPassword: String
  private let user: String

  /// Reads a connection string as libpq does, with its variables and defaults.
  ///
  /// Nil for a text that libpq cannot read, and for an address in which a password is not percent-encoded: libpq would
  /// take the end of it for the host.
  public init?(_ connectionString: String) {
    guard let options = unsafe PQconninfoParse(connectionString, nil) else { return nil }
    defer { unsafe PQconninfoFree(options) }
    var values = unsafe Self.values(PQconndefaults())
    let own = unsafe Self.values(of: options)
    values.merge(own) { $1 }
    host = values["hostaddr"] ?? values["host"] ?? ""
    database = values["dbname"] ?? values["user"] ?? ""
    port = values["port"] ?? ""
    encryption = values["sslmode"] ?? "prefer"
    password = values["password"] ?? ""
    ownPassword = own["password"] ?? ""
    user = values["user"] ?? ""
    // In front, it marks an abstract unix socket.
    if host.dropFirst().contains("@") { return nil }
  }

  /// Whether all hosts are this machine.
  public var isLocal: Bool {
    host.split(separator: ",").allSatisfy { host in
      host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host.hasPrefix("127.") || host == "::1"
    }
  }

  /// `database on host:port`.
  public var description: String {
    host.isEmpty || host.hasPrefix("/") ? "\(database) on this machine" : "\(database) on \(host):\(port)"
  }

  /// Without the password.
  public var customMirror: Mirror { Mirror(self, children: ["target": description]) }

  /// The first line of what libpq says about a failed connection, without the password.
  public func safe(_ message: String) -> String {
    let line = String(message.prefix { !$0.isNewline })
    guard !password.isEmpty else { return line }
    return line.split(separator: password, omittingEmptySubsequences: false).joined(separator: "***")
  }

  /// What somebody finds wrong with the password that the string holds; nil where it holds none.
  public func passwordFault(_ judge: (_ password: String, _ user: String) -> String?) -> String? {
    ownPassword.isEmpty ? nil : judge(ownPassword, user)
  }

  private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String] {
    guard let options = unsafe options else { return [:] }
    defer { unsafe PQconninfoFree(options) }
    return unsafe values(of: options)
  }

  /// The options that have a value, by keyword; the list ends with one without a keyword.
  private static func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
    var values: [String: String] = [:]
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val { unsafe values[String(cString: keyword)] = String(cString: value) }
      unsafe option += 1
    }
    return values
  }
}

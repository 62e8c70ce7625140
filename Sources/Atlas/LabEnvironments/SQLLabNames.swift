import Crypto

/// What databases and roles of labs are called. A database and the role that works in it have the same name.
///
/// Several installations may share a server: the name begins with a digest of the name of the installation's database.
struct SQLLabNames: Sendable, Equatable {
  /// What all names of this installation begin with.
  let prefix: String

  init(database: String) {
    let digest = SHA256.hash(data: Array(database.utf8)).prefix(5)
    prefix = "atlas_lab_" + digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() + "_"
  }

  /// The name for a run.
  func name(ofRun run: Int64) -> String { prefix + String(run) }

  /// The run with a name; nil for anything else.
  func run(named name: String) -> Int64? {
    guard name.hasPrefix(prefix), let run = Int64(name.dropFirst(prefix.count)), self.name(ofRun: run) == name else {
      return nil
    }
    return run
  }

  /// A name for something short-lived, which tells when it began.
  func scratchName(second: Int64) -> String {
    prefix + "t\(second)_" + String(UInt64.random(in: .min ... .max), radix: 36)
  }

  /// When something short-lived began; nil for the name of anything else.
  func beginning(ofScratch name: String) -> Int64? {
    guard name.hasPrefix(prefix + "t") else { return nil }
    return Int64(name.dropFirst(prefix.count + 1).prefix { $0 != "_" })
  }
}

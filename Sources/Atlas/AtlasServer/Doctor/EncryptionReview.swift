import Postgres

/// Whether what travels to the database or to a replica can be read on the way.
struct EncryptionReview {
  /// What the finding is called.
  let name: String
  /// The variable that holds the connection string.
  let variable: String
  let environment: AtlasConfiguration.Environment

  /// Nothing where the way does not leave this machine.
  func findings(_ target: ConnectionTarget, isEncrypted: Bool) -> [Finding] {
    guard !target.isLocal else { return [] }
    let remedy = "Add sslmode=verify-full and sslrootcert to \(variable); or sslmode=disable on a network of your own."
    guard isEncrypted else {
      if target.encryption == "disable" { return [.ok(name, "not encrypted, as \(variable) says: sslmode=disable")] }
      let seen = "the connection to \(target.host) is not encrypted"
      return [environment == .production ? .problem(name, seen, remedy) : .warning(name, seen, remedy)]
    }
    guard ["verify-full", "verify-ca"].contains(target.encryption) else {
      return [
        .warning(
          name, "encrypted, but the server's certificate is not checked (sslmode \(target.encryption))", remedy)
      ]
    }
    return [.ok(name, "encrypted, and the server's certificate is checked")]
  }
}

/// One step of the schema, forward only.
public struct Migration: Hashable, Sendable {
  /// Its place in the order; unique.
  public let number: Int
  /// What the file is called, for messages.
  public let name: String
  /// The SQL, possibly many statements. It must not begin or end transactions.
  public let sql: String

  /// A migration from its file.
  public init(number: Int, name: String, sql: String) {
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// FNV-1a, 64 bits, of the SQL's bytes, in hexadecimal. It notices edits; it is not meant to resist an attacker.
  public var checksum: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// What a migrator did.
public struct MigrationReport: Sendable {
  /// The migrations that were applied now, in order.
  public var applied: [Migration] = []
  /// Numbers in the table that this program does not know: a newer release was here. Not an error.
  public var unknown: [Int] = []
}

/// The keys that one operation asked a loader for, and what came of them.
protocol AskedKeys: Sendable {
  associatedtype Key: Sendable
  init()
  /// Notes keys; those that are neither known nor waiting wait from now on.
  mutating func ask(for keys: [Key])
  mutating func takeWaiting() -> [Key]
  /// After a failure, so that a later field may ask again.
  mutating func forget(_ keys: [Key])
  /// Notes that the objects of these keys are the rows from `base` on.
  mutating func found(_ keys: [Key], base: Int)
  /// The row of each key; -1 for one without an object.
  func rows(of keys: [Key]) -> [Int32]
}

/// Keys of any type.
struct HashedKeys<Key: Hashable & Sendable>: AskedKeys {
  /// The row of each key; -1 while it is waiting and if it does not exist.
  private var rows: [Key: Int32] = [:]
  private var waiting: [Key] = []

  mutating func ask(for keys: [Key]) {
    for key in keys where rows[key] == nil {
      rows[key] = -1
      waiting.append(key)
    }
  }

  mutating func takeWaiting() -> [Key] {
    defer { waiting = [] }
    return waiting
  }

  mutating func forget(_ keys: [Key]) {
    for key in keys { rows[key] = nil }
  }

  mutating func found(_ keys: [Key], base: Int) {
    for (index, key) in keys.enumerated() { rows[key] = Int32(truncatingIfNeeded: base + index) }
  }

  func rows(of keys: [Key]) -> [Int32] { keys.map { rows[$0] ?? -1 } }
}

/// Integer keys, as those of database rows usually are: flat tables, since thousands go through them in one operation.
struct IntegerKeys: AskedKeys {
  private static let missing: Int32 = -1
  private static let failed: Int32 = -2

  private var table = KeyTable()
  /// By number of the key: its row.
  private var rows: [Int32] = []
  private var waiting: [Int64] = []

  mutating func ask(for keys: [Int64]) {
    for key in keys {
      let number = Int(table.insert(key))
      if number == rows.count {
        rows.append(Self.missing)
        waiting.append(key)
      } else if rows[number] == Self.failed {
        rows[number] = Self.missing
        waiting.append(key)
      }
    }
  }

  mutating func takeWaiting() -> [Int64] {
    defer { waiting = [] }
    return waiting
  }

  mutating func forget(_ keys: [Int64]) { set(keys) { _ in Self.failed } }

  mutating func found(_ keys: [Int64], base: Int) { set(keys) { Int32(truncatingIfNeeded: base + $0) } }

  private mutating func set(_ keys: [Int64], _ row: (Int) -> Int32) {
    for (index, key) in keys.enumerated() {
      let number = Int(table.insert(key))
      if number == rows.count { rows.append(row(index)) } else { rows[number] = row(index) }
    }
  }

  func rows(of keys: [Int64]) -> [Int32] {
    keys.map { key in table[key].map { max(rows[Int($0)], Self.missing) } ?? Self.missing }
  }
}

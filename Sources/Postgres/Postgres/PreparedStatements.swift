/// What makes two prepared statements the same: the bytes of the text and the types of the values.
///
/// Not `String` equality, which is canonical equivalence: two texts that differ only in how an accent is composed are
/// different statements.
struct StatementKey: Hashable {
  let text: String
  let typeIDs: [UInt32]

  init(text: String, typeIDs: [UInt32]) {
    self.text = text
    self.typeIDs = typeIDs
  }

  init(_ query: Query) {
    self.init(text: query.text, typeIDs: query.binds.map(\.typeID))
  }

  static func == (left: StatementKey, right: StatementKey) -> Bool {
    left.typeIDs == right.typeIDs && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for typeID in typeIDs { hasher.combine(typeID) }
    var text = text
    text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// The prepared statements of one connection, the least recently used one dropped when there are too many.
struct PreparedStatements {
  private struct Entry {
    let name: String
    var lastUse: UInt64
  }

  private let limit: Int
  private var entries: [StatementKey: Entry] = [:]
  private var useCount: UInt64 = 0
  private var nameCount: UInt64 = 0
  /// Names the server still knows and nobody uses any more.
  private(set) var dropped: [String] = []

  init(limit: Int) {
    self.limit = max(1, limit)
  }

  /// How many statements are prepared.
  var count: Int { entries.count }

  /// The name of a statement that is prepared already.
  mutating func name(for key: StatementKey) -> String? {
    useCount += 1
    guard let index = entries.index(forKey: key) else { return nil }
    entries.values[index].lastUse = useCount
    return entries.values[index].name
  }

  /// Registers a statement under a new name, making room first.
  mutating func insert(_ key: StatementKey) -> String {
    if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      forget(oldest.key)
    }
    nameCount += 1
    useCount += 1
    let name = "s\(nameCount)"
    entries[key] = Entry(name: name, lastUse: useCount)
    return name
  }

  /// Forgets a statement; the server is told later.
  mutating func forget(_ key: StatementKey) {
    if let entry = entries.removeValue(forKey: key) { dropped.append(entry.name) }
  }

  /// Forgets a statement that the server never knew.
  mutating func forgetUnknown(_ key: StatementKey, name: String) {
    if entries[key]?.name == name { entries[key] = nil }
  }

  /// Takes the names to be deallocated on the server.
  mutating func takeDropped() -> [String] {
    defer { dropped = [] }
    return dropped
  }

  /// Puts a name back whose deallocation failed.
  mutating func putBack(_ name: String) {
    dropped.append(name)
  }
}

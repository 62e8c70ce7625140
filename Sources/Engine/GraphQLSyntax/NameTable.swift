/// A name of one document, as a small integer. Equal names of a document have equal identifiers.
public struct NameID: Hashable, Sendable {
  public let rawValue: UInt32

  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// No name: an anonymous operation, for example.
  public static let none = NameID(0)

  /// The position of the name in arrays with one element per name of the document.
  public var index: Int { Int(rawValue) }
}

/// The distinct names of a document: byte ranges of the source, found by an open-addressing hash table.
///
/// The hash is seeded per process, so that a document cannot be made of colliding names.
struct NameTable: Sendable {
  struct Entry {
    var start: UInt32
    var length: UInt32
    var hash: UInt32
  }

  static let seed = UInt32.random(in: .min ... .max)

  private(set) var entries: [Entry] = [Entry(start: 0, length: 0, hash: 0)]
  private var slots: [UInt32]

  init(expectedNames: Int) {
    var size = 64
    while size < expectedNames * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    entries.reserveCapacity(expectedNames)
  }

  /// The identifier of the name at a range of `source`; the same for every occurrence.
  mutating func intern(_ source: Span<UInt8>, start: Int, end: Int, hash: UInt32) -> NameID {
    let mask = UInt32(truncatingIfNeeded: slots.count &- 1)
    let length = UInt32(truncatingIfNeeded: end &- start)
    var slot = (hash ^ (hash >> 15)) & mask
    while true {
      let candidate = slots[Int(slot)]
      if candidate == 0 { break }
      let entry = entries[Int(candidate)]
      if entry.hash == hash && entry.length == length && Self.equal(source, Int(entry.start), start, Int(length)) {
        return NameID(candidate)
      }
      slot = (slot &+ 1) & mask
    }
    let identifier = UInt32(truncatingIfNeeded: entries.count)
    entries.append(Entry(start: UInt32(truncatingIfNeeded: start), length: length, hash: hash))
    slots[Int(slot)] = identifier
    if entries.count &* 2 > slots.count { grow() }
    return NameID(identifier)
  }

  private static func equal(_ source: Span<UInt8>, _ left: Int, _ right: Int, _ length: Int) -> Bool {
    var index = 0
    while index < length {
      if source[left &+ index] != source[right &+ index] { return false }
      index &+= 1
    }
    return true
  }

  private mutating func grow() {
    let size = slots.count * 2
    let mask = UInt32(truncatingIfNeeded: size - 1)
    slots = [UInt32](repeating: 0, count: size)
    for identifier in 1..<entries.count {
      var slot = (entries[identifier].hash ^ (entries[identifier].hash >> 15)) & mask
      while slots[Int(slot)] != 0 { slot = (slot &+ 1) & mask }
      slots[Int(slot)] = UInt32(truncatingIfNeeded: identifier)
    }
  }
}

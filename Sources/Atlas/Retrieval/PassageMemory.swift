import AtlasKernel
import Embeddings
import GraphQLPostgres
import Postgres

/// The vectors of passages, as this instance has read them.
struct PassageMemory: Sendable {
  /// For whom an item is, when its vectors were read. It narrows a search; the statement that reads the rows decides.
  enum Audience: Sendable, Equatable {
    case everybody
    case owner(Int64?)

    func includes(_ reader: PassageReader) -> Bool {
      switch self {
      case .everybody: true
      case .owner(let id): reader.isAdmin || id != nil && id == reader.userID
      }
    }
  }

  /// How many bytes of vectors are kept in memory. What does not fit is found by its words.
  static let byteLimit = 1 << 30

  private(set) var index: VectorIndex
  private var audiences: [Int64: Audience] = [:]

  init(dimensions: Int) { index = VectorIndex(dimensions: dimensions) }

  /// Everything that has vectors here.
  var items: [GlobalID] { audiences.keys.compactMap(GlobalID.init(group:)) }

  /// The passages nearest to a vector, best first.
  ///
  /// - Parameters:
  ///   - kinds: of items; nil for all.
  ///   - publicOnly: kinds of which only what is public to everybody counts.
  ///   - reader: who asks.
  func nearest(
    to vector: [Float], limit: Int, kinds: Set<EntityKind>?, publicOnly: Set<EntityKind> = [], reader: PassageReader,
    onePerItem: Bool = false
  ) -> [VectorMatch] {
    let found = index.nearest(to: vector, limit: limit, onePerGroup: onePerItem) { group in
      guard let audience = audiences[group], audience.includes(reader), let kind = GlobalID(group: group)?.kind else {
        return false
      }
      return (kinds?.contains(kind) ?? true) && (audience == .everybody || !publicOnly.contains(kind))
    }
    return found.filter { $0.similarity > 0 }
  }

  /// Puts the vectors of items as they are now in the place of those that were here. Answers whether there was room.
  mutating func replace(_ items: [GlobalID], with rows: [StoredVector]) -> Bool {
    remove(items)
    return add(rows)
  }

  /// Adds vectors of items, unless there is no room for more. Answers whether there was.
  mutating func add(_ rows: [StoredVector]) -> Bool {
    for row in rows {
      guard index.byteCount < Self.byteLimit else { return false }
      guard let group = row.item.group, (try? index.add([(row.id, row.vector)], group: group)) != nil else { continue }
      audiences[group] = row.audience
    }
    return true
  }

  /// Takes away items.
  mutating func remove(_ items: [GlobalID]) {
    let groups = Set(items.compactMap(\.group))
    index.remove(groups)
    for group in groups { audiences[group] = nil }
  }
}

/// A vector with what it is of.
struct StoredVector: Sendable {
  let id: Int64
  let item: GlobalID
  let audience: PassageMemory.Audience
  let vector: [Float]

  private static let id = RowColumn<Int64>("id")
  private static let vector = RowColumn<String>("vector")
  private static let isPublic = RowColumn<Bool>("is_public")
  private static let owner = RowColumn<Int64?>("owner_id")

  /// All rows that can be read.
  static func all(_ rows: Rows) -> [StoredVector] {
    guard rows.count > 0 else { return [] }
    let column = vector.position(in: rows)
    return (0..<rows.count).compactMap { index in
      let row = Row(rows: rows, index: index)
      guard let item = GlobalID(passageItem: row), let bytes = rows.bytes(index, column) else { return nil }
      return StoredVector(
        id: row[id], item: item, audience: row[isPublic] ? .everybody : .owner(row[owner]),
        vector: Self.numbers(bytes))
    }
  }

  /// Floats of four bytes, the lowest first.
  static func numbers(_ bytes: [UInt8]) -> [Float] {
    stride(from: 0, to: bytes.count & ~3, by: 4).map { start in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
      return Float(bitPattern: bits)
    }
  }

  /// The same the other way.
  static func bytes(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * $0)) } }
  }
}

extension GlobalID {
  private static let kinds: [EntityKind] = PassageKind.allCases.map(\.entity)

  /// One number for the item: its key and, in the lowest two bits, its kind. Nil for what has no passages.
  var group: Int64? {
    guard let kind = Self.kinds.firstIndex(of: kind), key > 0, key < 1 << 61 else { return nil }
    return key << 2 | Int64(kind)
  }

  init?(group: Int64) {
    guard group > 0 else { return nil }
    self.init(Self.kinds[Int(group & 3)], group >> 2)
  }

  private static let itemKind = RowColumn<String>("kind")
  private static let itemID = RowColumn<Int64>("item_id")

  /// The item of a row with `kind` and `item_id`.
  init?(passageItem row: Row) {
    guard let kind = PassageKind(rawValue: row[Self.itemKind]) else { return nil }
    self.init(kind.entity, row[Self.itemID])
  }
}

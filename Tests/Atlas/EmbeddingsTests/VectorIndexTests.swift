import Testing

@testable import Embeddings

@Suite("The nearest vectors")
struct VectorIndexTests {
  /// Small whole numbers: sums of products are exact in any order, and many are equal.
  private func vector(_ dimensions: Int, _ generator: inout SplitMix) -> [Float] {
    (0..<dimensions).map { _ in Float(Int(generator.next() % 5) - 2) }
  }

  private func naive(_ rows: [(id: Int64, vector: [Float])], _ query: [Float], _ limit: Int) -> [Int64] {
    let products = rows.map { row in (row.id, zip(row.vector, query).reduce(0) { $0 + $1.0 * $1.1 }) }
    return products.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.prefix(limit).map(\.0)
  }

  @Test("are those that a plain sort finds, ties by id", arguments: [1, 7, 8, 9, 31, 384])
  func exactness(dimensions: Int) throws {
    var generator = SplitMix(state: UInt64(dimensions))
    let rows = (0..<1_500).map { (id: Int64($0 * 7 % 1_500), vector: vector(dimensions, &generator)) }
    var index = VectorIndex(dimensions: dimensions)
    for row in rows { try index.add([row], group: row.id / 3) }
    #expect(index.count == 1_500)
    for limit in [1, 10, 2_000] {
      let query = vector(dimensions, &generator)
      #expect(index.nearest(to: query, limit: limit).map(\.id) == naive(rows, query, limit))
      let even = index.nearest(to: query, limit: limit) { $0 % 2 == 0 }
      #expect(even.map(\.id) == naive(rows.filter { $0.id / 3 % 2 == 0 }, query, limit))
    }
  }

  @Test("one of each group is its best one")
  func groups() throws {
    var generator = SplitMix(state: 5)
    var index = VectorIndex(dimensions: 16)
    for group in 0..<40 as Range<Int64> {
      try index.add((0..<10).map { (group * 10 + $0, vector(16, &generator)) }, group: group)
    }
    let query = vector(16, &generator)
    var seen: Set<Int64> = []
    let expected = index.nearest(to: query, limit: 400).filter { seen.insert($0.group).inserted }
    #expect(index.nearest(to: query, limit: 12, onePerGroup: true) == Array(expected.prefix(12)))
    #expect(index.matches(of: query, in: 7).first == expected.first { $0.group == 7 })
  }

  @Test("vectors of another length are refused, and change nothing")
  func refusal() throws {
    var index = VectorIndex(dimensions: 3)
    try index.add([(1, [1, 0, 0])], group: 1)
    #expect(throws: EmbeddingFailure.malformed) { try index.add([(2, [1, 0, 0]), (3, [1, 0])], group: 2) }
    #expect(throws: EmbeddingFailure.malformed) { try index.add([(4, [1, 0, 0, 0])], group: 1) }
    #expect(index.nearest(to: [1, 0, 0], limit: 5).map(\.id) == [1])
    #expect(index.nearest(to: [1, 0], limit: 5) == [])
    #expect(index.nearest(to: [1, 0, 0], limit: 0) == [])
  }

  @Test("what is no number is never near")
  func notNumbers() throws {
    var index = VectorIndex(dimensions: 2)
    try index.add([(1, [.nan, 0]), (2, [0.5, 0])], group: 1)
    #expect(index.nearest(to: [1, 0], limit: 5).map(\.id) == [2])
  }

  @Test("groups are removed and added again across blocks; a copy keeps what it had")
  func changes() throws {
    var index = VectorIndex(dimensions: 4_096)
    // A block has 64 of them.
    for id in 0..<200 as Range<Int64> {
      var vector = [Float](repeating: 0, count: 4_096)
      vector[Int(id)] = 1
      try index.add([(id, vector)], group: id % 4)
    }
    let before = index
    var query = [Float](repeating: 0, count: 4_096)
    query[8] = 1
    index.remove([0])
    try index.add([(1_000, query)], group: 0)
    #expect(index.count == 151)
    #expect(index.nearest(to: query, limit: 1).map(\.id) == [1_000])
    #expect(index.matches(of: query, in: 0).map(\.id) == [1_000])
    index.remove([0, 1, 2, 3])
    #expect(index.count == 0 && index.byteCount == 0)
    #expect(index.nearest(to: query, limit: 1) == [])
    #expect(before.count == 200 && before.nearest(to: query, limit: 1).map(\.id) == [8])
  }
}

/// Sebastiano Vigna's generator: the same numbers in each run.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

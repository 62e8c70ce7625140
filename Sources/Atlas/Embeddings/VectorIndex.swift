/// Vectors of one length, and which of them are nearest to another one: exactly, by looking at all of them.
///
/// A value: a copy is a snapshot, which costs nothing and sees no later change. Rows lie in blocks of about a megabyte;
/// a change copies the blocks it touches, if a snapshot still has them, and no others.
public struct VectorIndex: Sendable {
  /// How many numbers each vector has.
  public let dimensions: Int
  /// How many vectors there are.
  public private(set) var count = 0
  private let rowsPerBlock: Int
  private var blocks: [VectorBlock] = []

  /// An index of vectors with so many numbers, at least one.
  public init(dimensions: Int) {
    self.dimensions = max(1, dimensions)
    rowsPerBlock = max(16, (1 << 18) / self.dimensions)
  }

  /// How many bytes the vectors take.
  public var byteCount: Int { count * dimensions * MemoryLayout<Float>.size }

  /// Adds vectors that belong together.
  ///
  /// - Parameters:
  ///   - rows: vectors with what they are called. Nothing looks whether one of that name is there.
  ///   - group: what they are of; opaque here.
  /// - Throws: ``EmbeddingFailure/malformed`` for a vector of another length; then nothing was added.
  public mutating func add(_ rows: [(id: Int64, vector: [Float])], group: Int64) throws(EmbeddingFailure) {
    guard rows.allSatisfy({ $0.vector.count == dimensions }) else { throw .malformed }
    for row in rows {
      if blocks.last.map({ $0.ids.count >= rowsPerBlock }) ?? true { blocks.append(VectorBlock()) }
      blocks[blocks.count - 1].append(row.id, group, row.vector)
    }
    count += rows.count
  }

  /// Takes away all vectors of some groups.
  public mutating func remove(_ groups: Set<Int64>) {
    for index in blocks.indices.reversed() where blocks[index].groups.contains(where: groups.contains) {
      count -= blocks[index].remove(groups, width: dimensions)
      if blocks[index].ids.isEmpty { blocks.remove(at: index) }
    }
  }

  /// All vectors of a group with how near they are to another one, best first. None where that one has another length.
  public func matches(of vector: [Float], in group: Int64) -> [VectorMatch] {
    guard vector.count == dimensions else { return [] }
    var matches: [VectorMatch] = []
    for block in blocks {
      for row in block.ids.indices where block.groups[row] == group {
        let product = zip(vector, block.vector(row, width: dimensions)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        matches.append(VectorMatch(id: block.ids[row], group: group, similarity: product))
      }
    }
    return matches.sorted(by: <)
  }

  /// The vectors nearest to another one by their dot product, best first; equal ones by their ids. None where that one
  /// has another length.
  ///
  /// - Parameters:
  ///   - onePerGroup: whether a group is found by its best vector alone.
  ///   - isIncluded: which groups count. It is asked only of those that are near enough.
  public func nearest(
    to vector: [Float], limit: Int, onePerGroup: Bool = false, where isIncluded: (Int64) -> Bool = { _ in true }
  ) -> [VectorMatch] {
    guard vector.count == dimensions, limit > 0 else { return [] }
    var best = BestMatches(limit: limit, onePerGroup: onePerGroup)
    var products = [Float](repeating: 0, count: blocks.lazy.map(\.ids.count).max() ?? 0)
    for block in blocks {
      DotProducts.write(&products, of: vector, with: block.values, rowCount: block.ids.count)
      for row in block.ids.indices where best.admits(products[row], block.ids[row]) {
        if isIncluded(block.groups[row]) {
          best.add(VectorMatch(id: block.ids[row], group: block.groups[row], similarity: products[row]))
        }
      }
    }
    return best.matches
  }
}

/// A vector that is near to another one.
public struct VectorMatch: Sendable, Equatable {
  /// What the vector is called.
  public let id: Int64
  /// What it is of.
  public let group: Int64
  /// The dot product: the cosine, for vectors of length one.
  public let similarity: Float

  /// Whether it comes before another one.
  static func < (one: VectorMatch, other: VectorMatch) -> Bool {
    one.similarity == other.similarity ? one.id < other.id : one.similarity > other.similarity
  }
}

/// Rows that lie one behind another.
private struct VectorBlock: Sendable {
  private(set) var values: [Float] = []
  private(set) var ids: [Int64] = []
  private(set) var groups: [Int64] = []

  mutating func append(_ id: Int64, _ group: Int64, _ vector: [Float]) {
    values += vector
    ids.append(id)
    groups.append(group)
  }

  func vector(_ row: Int, width: Int) -> [Float] { Array(values[row * width..<(row + 1) * width]) }

  /// Answers how many rows went. The others move up.
  mutating func remove(_ gone: Set<Int64>, width: Int) -> Int {
    var kept = VectorBlock()
    kept.values.reserveCapacity(values.count)
    for row in ids.indices where !gone.contains(groups[row]) {
      kept.append(ids[row], groups[row], vector(row, width: width))
    }
    defer { self = kept }
    return ids.count - kept.ids.count
  }
}

/// The best of what was offered so far, in order.
private struct BestMatches {
  let limit: Int
  let onePerGroup: Bool
  private(set) var matches: [VectorMatch] = []

  init(limit: Int, onePerGroup: Bool) {
    self.limit = limit
    self.onePerGroup = onePerGroup
    matches.reserveCapacity(min(limit, 1_000) + 1)
  }

  /// Whether a vector may be among the best; what is no number never is.
  @inline(__always)
  func admits(_ similarity: Float, _ id: Int64) -> Bool {
    guard matches.count == limit, let worst = matches.last else { return !similarity.isNaN }
    return similarity > worst.similarity || similarity == worst.similarity && id < worst.id
  }

  mutating func add(_ match: VectorMatch) {
    if onePerGroup, let place = matches.firstIndex(where: { $0.group == match.group }) {
      guard match < matches[place] else { return }
      matches.remove(at: place)
    }
    matches.insert(match, at: place(of: match))
    if matches.count > limit { matches.removeLast() }
  }

  /// Where it belongs, by halving.
  private func place(of match: VectorMatch) -> Int {
    var (low, high) = (0, matches.count)
    while low < high {
      let middle = (low + high) / 2
      if matches[middle] < match { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

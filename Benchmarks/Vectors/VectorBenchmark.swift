// vector-benchmark: the exact search over vectors in memory, beside a plain loop in the same run.
// Neighbours: Embeddings, whose VectorIndex answers; `make bench-vectors` builds and runs this.
// Invariant: both find the same, or nothing is printed.
import Embeddings
import Glibc

/// `vector-benchmark [ROUNDS]` prints a row for each set of vectors.
@main
struct VectorBenchmark {
  static func main() {
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 31
    guard rounds > 0 else { return fail("usage: vector-benchmark [ROUNDS]") }
    print("vectors | numbers each | top 10: median, ms | lowest | plain loop: median, ms | lowest | ratio of medians")
    do {
      try measure(count: 1_100, dimensions: 3_072, rounds: rounds)
      try measure(count: 100_000, dimensions: 384, rounds: rounds)
    } catch {
      fail("\(error)")
    }
  }

  private static func measure(count: Int, dimensions: Int, rounds: Int) throws {
    var generator = Generator(state: UInt64(count))
    let rows = (0..<count).map { _ in generator.vector(dimensions) }
    var index = VectorIndex(dimensions: dimensions)
    for (id, row) in rows.enumerated() { try index.add([(Int64(id), row)], group: Int64(id)) }
    let flat = rows.flatMap { $0 }
    let query = generator.vector(dimensions)
    guard index.nearest(to: query, limit: 10).map(\.id) == plain(flat, query).map({ Int64($0) }) else {
      return fail("the searches do not find the same")
    }
    var (ours, theirs): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      ours.append(milliseconds { index.nearest(to: query, limit: 10).count })
      theirs.append(milliseconds { plain(flat, query).count })
    }
    let cells = [median(ours), ours.min() ?? 0, median(theirs), theirs.min() ?? 0, median(theirs) / median(ours)]
    print(([String(count), String(dimensions)] + cells.map(rounded)).joined(separator: " | "))
  }

  /// What one would write first: each product, and all of them sorted.
  private static func plain(_ values: [Float], _ query: [Float]) -> [Int] {
    let products = (0..<values.count / query.count).map { row in
      var sum: Float = 0
      for index in query.indices { sum += values[row * query.count + index] * query[index] }
      return sum
    }
    return Array(products.indices.sorted { products[$0] > products[$1] }.prefix(10))
  }

  private static func milliseconds(_ work: () -> Int) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let found = work()
    let elapsed = clock.now - start
    precondition(found == 10, "ten are asked for")
    return elapsed / .milliseconds(1)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func rounded(_ value: Double) -> String { String((value * 1_000).rounded() / 1_000) }

  private static func fail(_ message: String) {
    print("The benchmark cannot run: \(message)")
    exit(1)
  }
}

/// The same vectors in each run, each of length one.
private struct Generator {
  var state: UInt64

  mutating func vector(_ dimensions: Int) -> [Float] {
    let numbers = (0..<dimensions).map { _ in number() }
    let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return numbers.map { $0 / length }
  }

  /// Between -1 and 1, by George Marsaglia's xorshift.
  private mutating func number() -> Float {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
  }
}

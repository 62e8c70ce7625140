import GraphQLSchema
import GraphQLTesting

/// Makes inputs: from the grammar, or by mutation of what has parsed before.
struct InputSource {
  private static let poolSize = 512

  private var random: SeededGenerator
  private let schema: Schema
  private let maxBytes: Int
  private var pool: [[UInt8]]

  init(seed: UInt64, maxBytes: Int, schema: Schema) {
    self.maxBytes = maxBytes
    random = SeededGenerator(seed: seed)
    self.schema = schema
    pool = FuzzCorpus.documents.map { Array($0.utf8) }
  }

  mutating func next() -> [UInt8] {
    if random.chance(30) {
      var generator = GrammarGenerator(random: random.split(), schema: schema)
      return Array(generator.document().utf8.prefix(maxBytes))
    }
    var mutator = Mutator(random: random.split())
    return Array(mutator.mutate(random.pick(pool), partner: random.pick(pool)).prefix(maxBytes))
  }

  /// Remembers an input that parsed, in place of another one when the pool is full.
  mutating func keep(_ input: [UInt8]) {
    guard input.count <= maxBytes / 4, random.chance(20) else { return }
    if pool.count < Self.poolSize {
      pool.append(input)
    } else {
      // The corpus itself stays.
      let first = FuzzCorpus.documents.count
      pool[first + random.below(pool.count - first)] = input
    }
  }
}

import GraphQLSchema
import GraphQLTesting

/// Makes inputs: from the grammar, or by mutation of what has parsed before.
struct InputSource {
  /// What a mutation may grow an input to; generated documents are smaller.
  static let maxBytes = 16 << 10
  private static let poolSize = 512

  private var random: SeededGenerator
  private let schema: Schema
  private var pool: [[UInt8]]

  init(seed: UInt64, schema: Schema) {
    random = SeededGenerator(seed: seed)
    self.schema = schema
    pool = FuzzCorpus.documents.map { Array($0.utf8) }
  }

  mutating func next() -> [UInt8] {
    if random.chance(30) {
      var generator = GrammarGenerator(random: random.split(), schema: schema)
      return Array(generator.document().utf8)
    }
    var mutator = Mutator(random: random.split())
    return mutator.mutate(random.pick(pool), partner: random.pick(pool))
  }

  /// Remembers an input that parsed, in place of another one when the pool is full.
  mutating func keep(_ input: [UInt8]) {
    guard input.count <= Self.maxBytes / 4, random.chance(20) else { return }
    if pool.count < Self.poolSize {
      pool.append(input)
    } else {
      // The corpus itself stays.
      let first = FuzzCorpus.documents.count
      pool[first + random.below(pool.count - first)] = input
    }
  }
}

/// What a text is made of, by the hashes of its features, in the order in which they come first.
struct HashedFeatures {
  private struct Feature {
    let hash: UInt64
    let weight: Float
    var count: Float
  }

  /// Words that say little, beside those that say something.
  private static let stopWordWeight: Float = 0.1
  /// All pieces of a word together, beside the word.
  private static let piecesWeight: Float = 0.5
  private static let pairWeight: Float = 0.7
  private static let pieceLengths = 3...5

  private var features: [Feature] = []
  private var places: [UInt64: Int] = [:]

  /// Counts a word and its pieces; answers the hash of the word.
  mutating func add(_ word: EmbeddedWord) -> UInt64 {
    let hash = FeatureHash(.word, word.stem.unicodeScalars).value
    // Long words are rare ones, as far as one can tell without having counted.
    let weight = word.isStopWord ? Self.stopWordWeight : min(1.5, 0.5 + 0.1 * Float(word.scalars.count))
    count(hash, weight: weight)
    if !word.isStopWord { addPieces(of: word.scalars, weight: weight) }
    return hash
  }

  /// Counts two words that follow each other.
  mutating func addPair(_ first: UInt64, _ second: UInt64) {
    count(FeatureHash(.pair, first, second).value, weight: Self.pairWeight)
  }

  /// The runs of three to five characters of a word with its ends marked: `<ca`, `cac`, ..., `che>`.
  private mutating func addPieces(of word: [Unicode.Scalar], weight: Float) {
    let marked = ["<"] + word + [">"]
    var hashes: [UInt64] = []
    for length in Self.pieceLengths where length <= marked.count {
      for start in 0...(marked.count - length) {
        hashes.append(FeatureHash(.piece, marked[start..<start + length]).value)
      }
    }
    if hashes.isEmpty { return }
    let share = weight * Self.piecesWeight / Float(hashes.count).squareRoot()
    for hash in hashes { count(hash, weight: share) }
  }

  private mutating func count(_ hash: UInt64, weight: Float) {
    if let place = places[hash] {
      features[place].count += 1
    } else {
      places[hash] = features.count
      features.append(Feature(hash: hash, weight: weight, count: 1))
    }
  }

  /// The features in their buckets. What comes four times counts twice as much as what comes once. Square roots are exact
  /// everywhere, which logarithms are not.
  func vector(dimensions: Int) -> [Float] {
    var vector = [Float](repeating: 0, count: dimensions)
    for feature in features {
      let value = feature.weight * feature.count.squareRoot()
      let bucket = Int((feature.hash >> 1) % UInt64(dimensions))
      vector[bucket] += feature.hash & 1 == 0 ? value : -value
    }
    return vector.normalized()
  }
}

/// FNV-1a over the characters of a feature, with its bits mixed at the end: a bucket is taken from them all.
private struct FeatureHash {
  enum Kind: UInt8 { case word, piece, pair }

  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ kind: Kind, _ scalars: some Sequence<Unicode.Scalar>) {
    add(UInt64(kind.rawValue), bytes: 1)
    for scalar in scalars { add(UInt64(scalar.value), bytes: 3) }
  }

  init(_ kind: Kind, _ first: UInt64, _ second: UInt64) {
    add(UInt64(kind.rawValue), bytes: 1)
    add(first, bytes: 8)
    add(second, bytes: 8)
  }

  private mutating func add(_ value: UInt64, bytes: Int) {
    for index in 0..<bytes {
      state = (state ^ (value >> UInt64(index * 8) & 0xFF)) &* 0x100_0000_01B3
    }
  }

  /// Ends as MurmurHash3 does.
  var value: UInt64 {
    var value = state
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }
}

import GraphQLTesting

/// Changes inputs: bytes, ranges, tokens, nesting.
struct Mutator {
  /// Pieces that mean something to the lexer or parser.
  private static let dictionary: [String] = [
    "{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "&", "@", "$", "...", "\"", "\"\"\"", "\\\"\"\"", "\\u{1F600}",
    "\\uD83D\\uDE00", "\\uD83D", "\\u0000", "\\n", "\\", "#", "\r\n", "\r", "\n", ",", "\u{FEFF}", "\t", "  ", "0",
    "-0", "1e99", "1.5E-3", "00", ".5", "2147483648", "null", "true", "false", "on", "fragment", "query", "mutation",
    "subscription", "extend", "type", "input", "enum", "union", "interface", "scalar", "schema", "directive",
    "repeatable", "implements", "__typename", "__schema", "@skip(if: true)", "@include(if: $flag)", "$flag", "{}", "[]",
    "\"\"", "\"\"\"\"\"\"", "é", "e\u{301}", "😀",
  ]

  private var random: SeededGenerator

  init(random: SeededGenerator) { self.random = random }

  /// A changed copy. Parts of `partner` may end up in it.
  mutating func mutate(_ input: [UInt8], partner: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0...random.below(4) { mutateOnce(&bytes, partner) }
    return bytes
  }

  private mutating func mutateOnce(_ bytes: inout [UInt8], _ partner: [UInt8]) {
    switch random.below(12) {
    case 0: flip(&bytes)
    case 1: bytes.replaceSubrange(range(bytes, upTo: 16), with: [])
    case 2: bytes.insert(contentsOf: bytes[range(bytes, upTo: 64)], at: place(bytes))
    case 3: bytes.insert(contentsOf: partner[range(partner, upTo: 256)], at: place(bytes))
    case 4: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place(bytes))
    case 5, 6: insertPiece(&bytes)
    case 7: removeToken(&bytes)
    case 8: swapTokens(&bytes)
    case 9: replaceToken(&bytes)
    case 10: nest(&bytes)
    default: replaceToken(&bytes, with: partner)
    }
  }

  // MARK: Bytes

  private mutating func place(_ bytes: [UInt8]) -> Int { random.below(bytes.count + 1) }

  private mutating func range(_ bytes: [UInt8], upTo length: Int) -> Range<Int> {
    let start = place(bytes)
    return start..<min(bytes.count, start + 1 + random.below(length))
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[random.below(bytes.count)] ^= 1 << UInt8(truncatingIfNeeded: random.below(8))
  }

  private mutating func insertPiece(_ bytes: inout [UInt8]) {
    bytes.insert(contentsOf: random.pick(Self.dictionary).utf8, at: place(bytes))
  }

  /// Repeats an opening piece, now and then with as many closing ones.
  private mutating func nest(_ bytes: inout [UInt8]) {
    let count = 1 + random.below(random.chance(10) ? 1000 : 12)
    let (opening, closing) = random.pick([("{a", "}"), ("[", "]"), ("{a:", "}"), ("...{", "}"), ("(a:[", "])")])
    let position = place(bytes)
    if random.chance(80) {
      bytes.insert(contentsOf: String(repeating: closing, count: count).utf8, at: position)
    }
    bytes.insert(contentsOf: String(repeating: opening, count: count).utf8, at: position)
  }

  // MARK: Tokens

  /// The ranges of words and single other bytes, near enough to tokens.
  private func tokens(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < bytes.count {
      let start = position
      repeat { position += 1 } while position < bytes.count && isWord(bytes[start]) && isWord(bytes[position])
      if bytes[start] > 0x20 { ranges.append(start..<position) }
    }
    return ranges
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }

  private mutating func removeToken(_ bytes: inout [UInt8]) {
    let tokens = tokens(bytes)
    guard !tokens.isEmpty else { return }
    bytes.removeSubrange(random.pick(tokens))
  }

  private mutating func replaceToken(_ bytes: inout [UInt8]) {
    let tokens = tokens(bytes)
    guard !tokens.isEmpty else { return }
    bytes.replaceSubrange(random.pick(tokens), with: Array(random.pick(Self.dictionary).utf8))
  }

  private mutating func replaceToken(_ bytes: inout [UInt8], with partner: [UInt8]) {
    let tokens = tokens(bytes)
    let others = self.tokens(partner)
    guard !tokens.isEmpty, !others.isEmpty else { return }
    bytes.replaceSubrange(random.pick(tokens), with: partner[random.pick(others)])
  }

  private mutating func swapTokens(_ bytes: inout [UInt8]) {
    let tokens = tokens(bytes)
    guard tokens.count > 1 else { return }
    let index = random.below(tokens.count - 1)
    let (left, right) = (tokens[index], tokens[index + 1])
    let swapped = Array(bytes[right]) + bytes[left.upperBound..<right.lowerBound] + bytes[left]
    bytes.replaceSubrange(left.lowerBound..<right.upperBound, with: swapped)
  }
}

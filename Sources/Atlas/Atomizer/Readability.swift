/// How hard a text is to read, and how long it takes.
struct Readability {
  private(set) var sentences = 0
  private(set) var words = 0
  private(set) var syllables = 0
  private(set) var longWords = 0
  private(set) var unspaced = 0
  private(set) var listingWords = 0

  /// What a reader of average patience reads in a minute, words of prose.
  private static let wordsPerMinute = 200.0

  init(_ blocks: [Block]) {
    for block in blocks where !block.isHeading {
      if block.kind == .code { listingWords += block.words } else { take(block.prose) }
    }
  }

  private mutating func take(_ prose: String) {
    sentences += max(1, Sentences.split(prose).filter(\.isComplete).count)
    for word in prose.utf8.split(whereSeparator: \.isWhitespace) {
      guard word.contains(where: \.isWordByte) else { continue }
      let wide = word.reduce(0) { $0 + ($1 >= 0xE3 && $1 <= 0xE9 || $1 == 0xF0 ? 1 : 0) }
      unspaced += wide
      if wide * 2 > word.count / 2 { continue }
      words += 1
      let count = Self.syllables(word)
      syllables += count
      if count >= 3 { longWords += 1 }
    }
  }

  /// Groups of vowels, a silent e at the end not counted; for other scripts a syllable per two characters.
  private static func syllables(_ word: Substring.UTF8View) -> Int {
    var groups = 0
    var foreign = 0
    var inVowels = false
    for byte in word {
      if byte >= 0xC0 { foreign += 1 }
      let isVowel = "aeiouyAEIOUY".utf8.contains(byte)
      if isVowel, !inVowels { groups += 1 }
      inVowels = isVowel
    }
    if word.last == UInt8(ascii: "e"), groups > 1 { groups -= 1 }
    return max(1, min(12, groups + foreign / 2))
  }

  /// The Flesch-Kincaid grade: years of school that the sentences ask for.
  private var grade: Double {
    guard words > 0, sentences > 0 else { return 8 }
    let length = min(60, Double(words) / Double(sentences))
    return 0.39 * length + 11.8 * Double(syllables) / Double(words) - 15.59
  }

  /// 0 to 1 from sentences, long words, density of concepts and share of listings.
  func difficulty(conceptDensity: Double) -> Double {
    let text = Mathematics.clamped((grade - 4) / 14)
    let wide = Mathematics.clamped(Double(unspaced) / Double(max(1, sentences)) / 80)
    let all = Double(words) + Double(unspaced) / 2
    let prose = unspaced > words ? wide : text
    let rare = Mathematics.clamped(Double(longWords) / Double(max(1, words)) / 0.3)
    let code = Double(listingWords) / max(1, all + Double(listingWords))
    let density = Mathematics.clamped(conceptDensity / 0.25)
    return Mathematics.rounded(0.45 * prose + 0.2 * rare + 0.2 * density + 0.15 * min(1, code * 1.5))
  }

  /// Hard texts are read slower, listings too.
  func seconds(difficulty: Double) -> Int {
    let prose = Double(words) + Double(unspaced) / 2
    let minutes = (prose / Self.wordsPerMinute) * (0.85 + 0.5 * difficulty) + Double(listingWords) / 150
    return max(15, Int(min(86_400, minutes * 60).rounded()))
  }
}

/// Porter's algorithm for English (M. F. Porter, "An algorithm for suffix stripping", 1980).
///
/// Korean words lose their particles; those of other languages and scripts come back as they are.
public struct Stemmer {
  private var word: [UInt8]

  /// The stem of a lower-case word.
  public static func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    if let first = bytes.first, (0xEA...0xED).contains(first) { return KoreanParticles.without(word) }
    guard bytes.count > 2, bytes.count <= 40, bytes.allSatisfy(\.isLowercase) else { return word }
    var stemmer = Stemmer(word: bytes)
    stemmer.stripPlural()
    stemmer.stripPast()
    stemmer.replaceFinalY()
    stemmer.replace(Self.second)
    stemmer.replace(Self.third)
    stemmer.stripFourth()
    stemmer.tidy()
    return stemmer.word.text
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch word[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
    case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  /// Porter's m: how often a consonant follows a vowel in the first `length` letters.
  private func measure(_ length: Int) -> Int {
    var count = 0
    var afterVowel = false
    var previousIsConsonant = false
    for index in 0..<length {
      let isVowelY = word[index] == UInt8(ascii: "y") && index > 0 && previousIsConsonant
      let consonant = !"aeiou".utf8.contains(word[index]) && !isVowelY
      if consonant, afterVowel { count += 1 }
      afterVowel = !consonant
      previousIsConsonant = consonant
    }
    return count
  }

  private func hasVowel(_ length: Int) -> Bool { (0..<length).contains { !isConsonant($0) } }

  private func ends(_ suffix: StaticString) -> Bool {
    let wanted = suffix.description.utf8
    return word.count > wanted.count && word.suffix(wanted.count).elementsEqual(wanted)
  }

  private mutating func swap(_ suffix: StaticString, for other: StaticString) {
    word.removeLast(suffix.utf8CodeUnitCount)
    word += other.description.utf8
  }

  private var endsDouble: Bool {
    let last = word.count - 1
    return last > 0 && word[last] == word[last - 1] && isConsonant(last)
  }

  /// Consonant, vowel, consonant at the end, the last not w, x or y.
  private func endsShort(_ length: Int) -> Bool {
    guard length >= 3, isConsonant(length - 1), !isConsonant(length - 2), isConsonant(length - 3) else { return false }
    return !"wxy".utf8.contains(word[length - 1])
  }

  private mutating func stripPlural() {
    if ends("sses") {
      swap("sses", for: "ss")
    } else if ends("ies") {
      swap("ies", for: "i")
    } else if !ends("ss"), ends("s") {
      word.removeLast()
    }
  }

  private mutating func stripPast() {
    if ends("eed") {
      if measure(word.count - 3) > 0 { word.removeLast() }
      return
    }
    if ends("ed"), hasVowel(word.count - 2) {
      word.removeLast(2)
    } else if ends("ing"), hasVowel(word.count - 3) {
      word.removeLast(3)
    } else {
      return
    }
    if ends("at") || ends("bl") || ends("iz") {
      word.append(UInt8(ascii: "e"))
    } else if endsDouble, let last = word.last, !"lsz".utf8.contains(last) {
      word.removeLast()
    } else if measure(word.count) == 1, endsShort(word.count) {
      word.append(UInt8(ascii: "e"))
    }
  }

  private mutating func replaceFinalY() {
    if ends("y"), hasVowel(word.count - 1) { word[word.count - 1] = UInt8(ascii: "i") }
  }

  private static let second: [(StaticString, StaticString)] = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"),
  ]

  private static let third: [(StaticString, StaticString)] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
  ]

  private mutating func replace(_ table: [(StaticString, StaticString)]) {
    for (suffix, other) in table where ends(suffix) {
      if measure(word.count - suffix.utf8CodeUnitCount) > 0 { swap(suffix, for: other) }
      return
    }
  }

  private static let fourth: [StaticString] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
  ]

  private mutating func stripFourth() {
    // The longest suffix that fits decides.
    let fitting = Self.fourth.filter { ends($0) }.max { $0.utf8CodeUnitCount < $1.utf8CodeUnitCount }
    guard let fitting else { return }
    let length = word.count - fitting.utf8CodeUnitCount
    guard measure(length) > 1 else { return }
    if fitting.description == "ion", let last = word[..<length].last, !"st".utf8.contains(last) { return }
    word.removeLast(fitting.utf8CodeUnitCount)
  }

  private mutating func tidy() {
    if ends("e") {
      let length = word.count - 1
      if measure(length) > 1 || (measure(length) == 1 && !endsShort(length)) { word.removeLast() }
    }
    if word.last == UInt8(ascii: "l"), endsDouble, measure(word.count) > 1 { word.removeLast() }
  }
}

/// The particles that Korean hangs on its words.
enum KoreanParticles {
  private static let long: Set<String> = ["에서", "으로", "에게", "까지", "부터", "처럼", "보다", "이나", "에는"]
  private static let short: Set<String> = ["은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도", "만"]

  static func without(_ word: String) -> String {
    guard word.count > 2 else { return word }
    if word.count > 3, long.contains(String(word.suffix(2))) { return String(word.dropLast(2)) }
    return short.contains(String(word.suffix(1))) ? String(word.dropLast()) : word
  }
}

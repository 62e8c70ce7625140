/// A word where it stands.
struct Word {
  /// Its number in the ``Vocabulary``.
  let surface: Int32
  /// Whether something other than a space stands before it.
  let isAfterBreak: Bool
  let startsSentence: Bool
}

/// Cuts running text into words of any script.
struct WordScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var words: [Word] = []
  private var isAfterBreak = true
  private var startsSentence = true

  static func words(of text: String, in vocabulary: inout Vocabulary) -> [Word] {
    var scanner = WordScanner(bytes: Array(text.utf8))
    scanner.scan(&vocabulary)
    return scanner.words
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func scan(_ vocabulary: inout Vocabulary) {
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isAlphanumeric {
        readWord(&vocabulary)
      } else if byte < 0x80 {
        readMark(byte)
      } else if UnspacedScript.at(index, in: bytes) != nil {
        readUnspaced(&vocabulary)
      } else if isForeignMark(index) {
        isAfterBreak = true
        index += length(byte)
      } else {
        readWord(&vocabulary)
      }
    }
  }

  private mutating func readMark(_ byte: UInt8) {
    index += 1
    if byte.isWhitespace { return }
    isAfterBreak = true
    if ".!?".utf8.contains(byte), index >= bytes.count || bytes[index].isWhitespace { startsSentence = true }
  }

  private func length(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }

  /// Punctuation and signs beyond ASCII: U+00A0 to U+00BF, U+2000 to U+2BFF, U+3000 to U+303F, full-width marks.
  private func isForeignMark(_ position: Int) -> Bool {
    let second = position + 1 < bytes.count ? bytes[position + 1] : 0
    switch bytes[position] {
    case 0xC2: return second != 0xAA && second != 0xB5 && second != 0xBA
    case 0xE2: return second < 0xB0
    case 0xE3: return second == 0x80
    case 0xEF: return second >= 0xBC || second == 0xB8
    case 0xF0: return second == 0x9F
    default: return false
    }
  }

  private mutating func readWord(_ vocabulary: inout Vocabulary) {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isAlphanumeric { index += 1; continue }
      if byte >= 0x80 {
        if UnspacedScript.at(index, in: bytes) != nil || isForeignMark(index) { break }
        index += length(byte)
        continue
      }
      let joins = "-_'.".utf8.contains(byte) && index + 1 < bytes.count && bytes[index + 1].isWordByte
      if joins || byte == UInt8(ascii: "_") { index += 1; continue }
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#"), index - start <= 2 { index += 1; continue }
      break
    }
    index = min(index, bytes.count)
    add(bytes[start..<index], &vocabulary)
  }

  private mutating func add(_ word: ArraySlice<UInt8>, _ vocabulary: inout Vocabulary) {
    var text = word
    if text.suffix(2).elementsEqual("'s".utf8) { text = text.dropLast(2) }
    let isPlainCapital = text.first?.isUppercase == true && text.dropFirst().allSatisfy(\.isLowercase)
    // The first word of a sentence is written large whatever it is.
    let shown = startsSentence && isPlainCapital ? Array(text.map(\.lowercased)).text : text.text
    append(vocabulary.number(of: shown))
    isAfterBreak = false
  }

  private mutating func append(_ surface: Int32) {
    words.append(Word(surface: surface, isAfterBreak: isAfterBreak, startsSentence: startsSentence))
    startsSentence = false
  }

  /// A run of one script is a word when it is short; longer ones are counted in pairs of characters.
  private mutating func readUnspaced(_ vocabulary: inout Vocabulary) {
    guard let script = UnspacedScript.at(index, in: bytes) else { return }
    var starts: [Int] = []
    while index < bytes.count, UnspacedScript.at(index, in: bytes) == script, starts.count < 4096 {
      starts.append(index)
      index += length(bytes[index])
    }
    index = min(index, bytes.count)
    isAfterBreak = true
    guard script != .hiragana, script != .particle, let first = starts.first else { return }
    if starts.count <= 6 {
      append(vocabulary.number(of: bytes[first..<index].text, isUnspaced: true, isFragment: starts.count < 2))
    } else {
      for pair in stride(from: 0, to: starts.count - 1, by: 1) {
        let end = pair + 2 < starts.count ? starts[pair + 2] : index
        append(vocabulary.number(of: bytes[starts[pair]..<end].text, isUnspaced: true, isFragment: true))
      }
    }
    isAfterBreak = true
  }
}

/// Scripts that put no spaces between words.
enum UnspacedScript {
  case han, katakana, hiragana
  /// Han characters that only bind others: they end a word.
  case particle

  private static let particles = Set("的是在和了与或等为有不这那个一也都就而及其以于对从到被把将可能会要我你他它们之中上下来去".unicodeScalars.map(\.value))

  /// The script of the character that begins at a position; nil for all scripts with spaces.
  static func at(_ index: Int, in bytes: [UInt8]) -> UnspacedScript? {
    let lead = bytes[index]
    guard lead >= 0xE3, lead <= 0xE9 || lead == 0xF0, index + 2 < bytes.count else { return nil }
    if lead == 0xF0 { return bytes[index + 1] == 0xA0 || bytes[index + 1] == 0xA1 ? .han : nil }
    let value = UInt32(lead & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    switch value {
    case 0x3041...0x309F: return .hiragana
    case 0x30A0...0x30FF: return .katakana
    case 0x3400...0x9FFF: return particles.contains(value) ? .particle : .han
    default: return nil
    }
  }
}

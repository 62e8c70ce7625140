/// Ends of sentences in running text of any script.
enum Sentences {
  struct Sentence {
    /// With the white space behind it: all sentences together are the text.
    let text: String
    /// Whether a mark ends it; false for a piece of something too long, and for what stands last without one.
    let isComplete: Bool
  }

  /// Abbreviations that end with a dot which ends no sentence.
  private static let abbreviations: Set<String> = [
    "e.g", "i.e", "cf", "vs", "mr", "mrs", "ms", "dr", "prof", "st", "fig", "figs", "no", "nos", "vol", "pp", "sec",
    "ch", "ed", "eds", "al", "approx", "resp", "inc", "ltd", "jr", "sr", "eq", "ref", "viz", "ca", "prop", "exper",
    "bzw", "z.b", "d.h", "usw", "nr",
  ]

  /// The sentences of a text; whatever has no end for long is cut at a space, or anywhere.
  static func split(_ text: String, longest: Int = 4000) -> [Sentence] {
    let bytes = Array(text.utf8)
    var sentences: [Sentence] = []
    var start = 0
    var lastSpace = 0
    var index = 0
    while index < bytes.count {
      if bytes[index].isWhitespace { lastSpace = index + 1 }
      if let end = end(at: index, start: start, in: bytes) {
        sentences.append(Sentence(text: bytes[start..<end].text, isComplete: true))
        start = end
        index = end
        continue
      }
      index += 1
      if index - start >= longest, index < bytes.count, bytes[index] & 0xC0 != 0x80 {
        let cut = lastSpace > start + longest / 2 ? lastSpace : index
        sentences.append(Sentence(text: bytes[start..<cut].text, isComplete: false))
        start = cut
      }
    }
    if start < bytes.count { sentences.append(Sentence(text: bytes[start...].text, isComplete: endsSentence(bytes))) }
    return sentences
  }

  /// Whether a text ends as a sentence does.
  static func endsSentence(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    let tail = Array(bytes.suffix(8)).trimmed
    guard let last = tail.last else { return false }
    if ".!?)\"'".utf8.contains(last) { return true }
    return wideMarks.contains { tail.suffix(3).elementsEqual($0) }
      || [[0xE2, 0x80, 0x9D], [0xE2, 0x80, 0x99]].contains { tail.suffix(3).elementsEqual($0) }
  }

  /// The full stops of East Asia, the Arabic question mark aside: 。！？
  private static let wideMarks: [[UInt8]] = [[0xE3, 0x80, 0x82], [0xEF, 0xBC, 0x81], [0xEF, 0xBC, 0x9F]]

  /// Where the sentence ends whose mark is at `index`, white space included.
  private static func end(at index: Int, start: Int, in bytes: [UInt8]) -> Int? {
    let byte = bytes[index]
    if byte == 0xE3 || byte == 0xEF, index + 2 < bytes.count {
      return wideMarks.contains { bytes[index..<(index + 3)].elementsEqual($0) } ? index + 3 : nil
    }
    guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") else { return nil }
    var next = index + 1
    while next < bytes.count, next < index + 4, ".!?)\"'".utf8.contains(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next].isWhitespace else { return nil }
    while next < bytes.count, bytes[next].isWhitespace { next += 1 }
    guard next < bytes.count, !bytes[next].isLowercase else { return next == bytes.count ? next : nil }
    return byte == UInt8(ascii: ".") && isAbbreviation(bytes[start..<index]) ? nil : next
  }

  private static func isAbbreviation(_ before: ArraySlice<UInt8>) -> Bool {
    let word = before.suffix(8).reversed().prefix { !$0.isWhitespace && $0 != UInt8(ascii: "(") }.reversed()
    // One capital is an initial.
    if word.count == 1, let letter = word.first, letter.isUppercase { return true }
    return abbreviations.contains(Array(word).text.lowercased())
  }
}

/// How much there is to read.
enum WordCount {
  /// Words between spaces that have a letter or a digit, and half the characters of scripts without spaces.
  static func words(in bytes: some Collection<UInt8>) -> Int {
    var words = 0
    var unspaced = 0
    var inWord = false
    for byte in bytes {
      if byte.isWhitespace {
        inWord = false
      } else if byte >= 0xE3, byte <= 0xE9 || byte == 0xF0 {
        // The lead bytes of U+3000 to U+9FFF (kana and Han) and of the planes above.
        unspaced += 1
        inWord = false
      } else if !inWord, byte.isAlphanumeric || byte >= 0xC0 {
        inWord = true
        words += 1
      }
    }
    return words + (unspaced + 1) / 2
  }
}

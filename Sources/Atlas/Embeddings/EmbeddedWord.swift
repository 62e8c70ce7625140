import Atomizer

/// A word of a text, in lower case.
struct EmbeddedWord {
  let scalars: [Unicode.Scalar]
  /// What stands for its forms: `replicas` and `replica` share it.
  let stem: String
  let isStopWord: Bool

  /// Longer ones are cut: no word of a language is as long.
  private static let lengthLimit = 64
  /// How much of a text is looked at, in scalars.
  private static let textLimit = 65_536

  private init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let word = String(text)
    stem = Stemmer.stem(word)
    isStopWord = StopWords.contains(word)
  }

  /// The words of a text, as many as the limit says. Scripts without spaces count in pairs of characters.
  static func words(of text: String, limit: Int) -> [EmbeddedWord] {
    let beginning = String(text.unicodeScalars.prefix(textLimit)).lowercased()
    var words: [EmbeddedWord] = []
    var current: [Unicode.Scalar] = []
    var isUnspaced = false
    for scalar in beginning.unicodeScalars {
      if words.count >= limit { return words }
      let isWord = isWordPart(scalar)
      let changesScript = isWord && !current.isEmpty && scalar.isUnspaced != isUnspaced
      if !isWord || changesScript || current.count >= lengthLimit {
        words += taken(&current, isUnspaced)
      }
      if isWord {
        isUnspaced = scalar.isUnspaced
        current.append(scalar)
      }
    }
    words += taken(&current, isUnspaced)
    return Array(words.prefix(limit))
  }

  private static func taken(_ scalars: inout [Unicode.Scalar], _ isUnspaced: Bool) -> [EmbeddedWord] {
    defer { scalars.removeAll(keepingCapacity: true) }
    guard isUnspaced, scalars.count > 2 else { return scalars.isEmpty ? [] : [EmbeddedWord(scalars)] }
    return (0..<scalars.count - 1).map { EmbeddedWord(Array(scalars[$0...$0 + 1])) }
  }

  /// Letters, digits, and the marks that letters carry.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: true
    case 0..<0x80: false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }
}

extension Unicode.Scalar {
  /// Han characters and kana: languages that put no spaces between words.
  fileprivate var isUnspaced: Bool {
    value >= 0x3040 && (value <= 0x30FF || properties.isIdeographic)
  }
}

/// The words of one document, each known by a number; each form is stemmed and judged once.
struct Vocabulary {
  struct Surface {
    /// As written.
    let text: String
    let stem: Int32
    /// Whether it ends phrases and counts for nothing.
    let isStop: Bool
    /// Whether it may end a phrase all the same.
    let isHead: Bool
    let isCapitalized: Bool
    /// An abbreviation or a name of a program: capitals, digits or signs beyond the first letter.
    let isName: Bool
    /// A piece of a script without spaces.
    let isUnspaced: Bool

    /// Whether it may stand in a phrase behind so many other words.
    func goesOn(after words: Int) -> Bool { !isStop || (isHead && words > 0) }
  }

  private var numbers: [String: Int32] = [:]
  private var stemNumbers: [String: Int32] = [:]
  private(set) var surfaces: [Surface] = []
  private(set) var stems: [String] = []

  /// Longest word that can be a term, in bytes.
  private static let longest = 48

  subscript(surface: Int32) -> Surface { surfaces[Int(surface)] }

  /// The number of a form, which is new when it was never met.
  mutating func number(of text: String, isUnspaced: Bool = false, isFragment: Bool = false) -> Int32 {
    // The same characters may be a word here and a piece of a longer run there.
    let key = isFragment ? "\u{0}" + text : text
    if let known = numbers[key] { return known }
    let lower = text.lowercased()
    let bytes = text.utf8
    let letters = bytes.filter { $0.isLetter || $0 >= 0x80 }.count
    let isLong = bytes.count > Self.longest
    let isWeak =
      letters == 0 || isLong || (!isUnspaced && letters < 2) || StopWords.contains(lower)
      || (bytes.count > 1 && bytes.allSatisfy { "IVX".utf8.contains($0) })
    let stem = stemNumber(isLong ? "" : Stemmer.stem(lower))
    let rest = bytes.dropFirst()
    surfaces.append(
      Surface(
        text: text, stem: stem, isStop: isWeak || isFragment, isHead: StopWords.isHead(lower),
        isCapitalized: bytes.first?.isUppercase ?? false,
        isName: rest.contains { $0.isUppercase || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "+") },
        isUnspaced: isUnspaced))
    let number = Int32(truncatingIfNeeded: surfaces.count - 1)
    numbers[key] = number
    return number
  }

  /// Whether the document has a word in exactly this form.
  func has(_ text: String) -> Bool { numbers[text] != nil }

  private mutating func stemNumber(_ stem: String) -> Int32 {
    if let known = stemNumbers[stem] { return known }
    stems.append(stem)
    let number = Int32(truncatingIfNeeded: stems.count - 1)
    stemNumbers[stem] = number
    return number
  }
}

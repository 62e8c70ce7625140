/// A single emoji, as Unicode Technical Standard 51 forms them, with the presentation selector where there is a choice:
/// one emoji has one spelling. Letters, signs and digits by themselves are none.
struct Emoji: Sendable {
  let text: String

  /// More than the longest sequence that is in use takes.
  static let byteLimit = 64

  /// Nil for what is no emoji, or more than one.
  init?(_ text: String) {
    guard text.utf8.count <= Self.byteLimit, text.count == 1, Self.isEmoji(Array(text.unicodeScalars)) else {
      return nil
    }
    self.text = text
  }

  private static func isEmoji(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let first = scalars.first else { return false }
    // A key: 1️⃣.
    if first.isASCII {
      return "0123456789#*".unicodeScalars.contains(first) && scalars.dropFirst().map(\.value) == [0xFE0F, 0x20E3]
    }
    // A flag: 🇳🇴.
    if isRegional(first) { return scalars.count == 2 && isRegional(scalars[1]) }
    if scalars.contains(where: isTag) { return isRegionFlag(scalars) }
    let second = scalars.count > 1 ? scalars[1] : nil
    let isShown =
      first.properties.isEmojiPresentation || second?.value == 0xFE0F
      || second?.properties.isEmojiModifier == true
    return first.properties.isEmoji && isShown && scalars.dropFirst().allSatisfy(isPart)
  }

  /// The flag of a part of a country: the black flag, the letters of the part as tags, and the end of tags.
  private static func isRegionFlag(_ scalars: [Unicode.Scalar]) -> Bool {
    let letters = scalars.dropFirst().dropLast().map(\.value)
    return scalars.first?.value == 0x1F3F4 && scalars.last?.value == 0xE007F && (3...6).contains(letters.count)
      && letters.allSatisfy { (0xE0030...0xE0039).contains($0) || (0xE0061...0xE007A).contains($0) }
  }

  private static func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007F).contains(scalar.value) }

  /// What may follow: selectors, joiners, skin tones and other emoji.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE0F, 0x200D: true
    default: !scalar.isASCII && scalar.properties.isEmoji && !isRegional(scalar)
    }
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }
}

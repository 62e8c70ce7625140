extension SafeMarkdown {
  /// Decides about a scalar of prose and what hangs on it.
  mutating func stepProse(isEnd: Bool) -> Bool {
    let scalar = pending[0]
    if isSkippingLine, scalar != "\n" {
      drop(1)
      return true
    }
    switch scalar {
    case "`": return stepSpan(isEnd: isEnd)
    case "[": return stepBracket(at: 0, isEnd: isEnd)
    case "!", "<", "&", "\\":
      if pending.count == 1, !isEnd { return false }
      return stepPair(scalar, pending.count > 1 ? pending[1] : nil, isEnd: isEnd)
    case _ where Self.isWordStart(scalar): return stepWord(isEnd: isEnd)
    default:
      drop(1)
      emit(scalar)
      return true
    }
  }

  /// Those that the next one decides about.
  private mutating func stepPair(_ first: Unicode.Scalar, _ next: Unicode.Scalar?, isEnd: Bool) -> Bool {
    switch first {
    case "!" where next == "[": return stepBracket(at: 1, isEnd: isEnd)
    case "<": emit(Self.isComparison(next) ? "<" : "&lt;")
    case "&": return stepEntity(isEnd: isEnd)
    case "\\": return stepEscape(next)
    default: emit(first)
    }
    drop(1)
    return true
  }

  /// Whether `<` before it can only be meant as a sign.
  private static func isComparison(_ next: Unicode.Scalar?) -> Bool {
    next.map { " \t=0123456789".unicodeScalars.contains($0) } ?? false
  }

  private mutating func stepEscape(_ next: Unicode.Scalar?) -> Bool {
    guard let next, next == "\n" || next.isASCII && Self.isPunctuation(next) else {
      // It escapes nothing, and shall not escape what is written next.
      drop(1)
      emit("\\\\")
      return true
    }
    if Self.bindsAddresses(next) {
      drop(1)
      return true
    }
    drop(2)
    // Not every reader knows that this may be escaped.
    if next == "<" {
      emit("&lt;")
    } else {
      emit("\\")
      emit(next)
    }
    return true
  }

  /// What addresses are made of. Escaped it makes one as well, so it is read without its backslash.
  private static func bindsAddresses(_ scalar: Unicode.Scalar) -> Bool { "/:.@".unicodeScalars.contains(scalar) }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars.contains(scalar)
  }

  /// The entities that cannot make anything but a sign stay; others are shown as they are spelled.
  private mutating func stepEntity(isEnd: Bool) -> Bool {
    let name = String(String.UnicodeScalarView(pending.dropFirst().prefix(6)))
    let isHarmless = Self.entities.contains { name.hasPrefix($0) }
    if !isHarmless, !isEnd, Self.entities.contains(where: { name.count < $0.count && $0.hasPrefix(name) }) {
      return false
    }
    let isSign = pending.count > 1 && " \t\n&=".unicodeScalars.contains(pending[1])
    drop(1)
    emit(isHarmless || isSign ? "&" : "&amp;")
    return true
  }

  private static let entities = ["lt;", "gt;", "amp;", "quot;", "nbsp;"]
}

extension SafeMarkdown {
  private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar, inAddress: Bool) -> Bool {
    if isWordStart(scalar) || "-._~:/?#@%=+$,;'".unicodeScalars.contains(scalar) { return true }
    return inAddress && (scalar == "&" || scalar == "*" || !scalar.isASCII && !scalar.properties.isWhitespace)
  }

  /// Writes a word; an address that leads elsewhere as code, which nobody makes a link of.
  private mutating func stepWord(isEnd: Bool) -> Bool {
    // A word that goes on is not read anew for each of its scalars: a provider may send one that never ends.
    if !isEnd, pending.count < Self.lookAhead, let last = pending.last, Self.isWordPart(last, inAddress: false) {
      return false
    }
    var length = 0
    var isAddress = false
    while length < pending.count {
      if pending[length] == "\\", length + 1 < pending.count, Self.bindsAddresses(pending[length + 1]) {
        pending.remove(at: length)
      }
      guard Self.isWordPart(pending[length], inAddress: isAddress) else { break }
      length += 1
      if !isAddress { isAddress = Self.beginsAddress(pending[..<length]) }
      if length >= Self.lookAhead { break }
    }
    let isOpen = length == pending.count || length + 1 == pending.count && pending[length] == "\\"
    if isOpen, !isEnd, length < Self.lookAhead { return false }
    let trailing = pending[..<length].reversed().prefix { ".,;:!?'_*~-".unicodeScalars.contains($0) }.count
    let word = String(String.UnicodeScalarView(pending[..<(length - trailing)]))
    drop(length - trailing)
    write(word)
    return true
  }

  private static func beginsAddress(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    if word.suffix(3) == [":", "/", "/"] { return true }
    return word.count == 4 && String(String.UnicodeScalarView(word)).lowercased() == "www."
  }

  private mutating func write(_ word: String) {
    guard LinkHosts.looksLikeAddress(word) else { return emit(word) }
    if let address = hosts.allowed(word) {
      emitWhole(address)
    } else {
      emitWhole(isLineTainted ? "…" : "`\(word)`")
    }
  }
}

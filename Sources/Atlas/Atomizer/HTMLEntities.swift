/// Character references of HTML.
enum HTMLEntities {
  /// Longest reference that is looked at, with its ends.
  private static let longest = 12

  /// The character that a reference at the beginning of the bytes stands for, and the reference's length.
  static func decode(_ bytes: ArraySlice<UInt8>) -> (text: String, length: Int)? {
    let window = bytes.prefix(longest)
    guard window.first == UInt8(ascii: "&"), let end = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = window[(window.startIndex + 1)..<end]
    let length = end - window.startIndex + 1
    guard name.first == UInt8(ascii: "#") else { return named[name.text].map { ($0, length) } }
    let digits = name.dropFirst()
    let isHex = digits.first?.lowercased == UInt8(ascii: "x")
    let value = isHex ? UInt32(digits.dropFirst().text, radix: 16) : UInt32(digits.text)
    guard let value, let scalar = Unicode.Scalar(remapped(value)) else { return nil }
    // Control characters and marks that would only disturb vanish.
    let isControl = value < 0x20 && value != 9 && value != 10 || value == 0xAD || value == 0x200B || value == 0xFEFF
    return (isControl ? "" : value == 0xA0 ? " " : String(Character(scalar)), length)
  }

  /// Numbers that mean Windows-1252 in practice.
  private static func remapped(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x80: 0x20AC
    case 0x85: 0x2026
    case 0x91: 0x2018
    case 0x92: 0x2019
    case 0x93: 0x201C
    case 0x94: 0x201D
    case 0x95: 0x2022
    case 0x96: 0x2013
    case 0x97: 0x2014
    case 0x99: 0x2122
    default: value
    }
  }

  private static let named: [String: String] = {
    var table = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "shy": "", "zwnj": "", "zwj": "",
      "ensp": " ", "emsp": " ", "thinsp": " ", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
      "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "hellip": "…", "bull": "•", "middot": "·",
      "copy": "©", "reg": "®", "trade": "™", "deg": "°", "plusmn": "±", "sup1": "¹", "sup2": "²", "sup3": "³",
      "micro": "µ", "para": "¶", "sect": "§", "frac12": "½", "frac14": "¼", "frac34": "¾", "times": "×", "divide": "÷",
      "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "harr": "↔", "rArr": "⇒", "lArr": "⇐", "hArr": "⇔",
      "minus": "−", "lowast": "∗", "radic": "√", "infin": "∞", "ne": "≠", "equiv": "≡", "le": "≤", "ge": "≥",
      "asymp": "≈", "sum": "∑", "prod": "∏", "int": "∫", "part": "∂", "nabla": "∇", "isin": "∈", "notin": "∉",
      "sub": "⊂", "sup": "⊃", "sube": "⊆", "supe": "⊇", "cap": "∩", "cup": "∪", "and": "∧", "or": "∨", "not": "¬",
      "forall": "∀", "exist": "∃", "empty": "∅", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "curren": "¤",
      "iexcl": "¡", "iquest": "¿", "szlig": "ß", "prime": "′", "Prime": "″", "lang": "⟨", "rang": "⟩", "check": "✓",
      "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "lpar": "(", "rpar": ")", "num": "#", "ast": "*",
      "comma": ",", "period": ".", "colon": ":", "semi": ";", "sol": "/", "bsol": "\\", "lowbar": "_", "grave": "`",
      "vert": "|", "dollar": "$", "percnt": "%", "plus": "+", "equals": "=", "excl": "!", "quest": "?", "commat": "@",
      "aelig": "æ", "AElig": "Æ", "oslash": "ø", "Oslash": "Ø", "aring": "å", "Aring": "Å", "ccedil": "ç",
      "Ccedil": "Ç", "ntilde": "ñ", "Ntilde": "Ñ", "eth": "ð", "thorn": "þ", "oelig": "œ", "OElig": "Œ",
      "atilde": "ã", "otilde": "õ", "yacute": "ý", "scaron": "š", "Scaron": "Š",
    ]
    let greek = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
      "omicron", "pi", "rho", "sigmaf", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    for (offset, name) in greek.enumerated() {
      table[name] = Unicode.Scalar(0x3B1 + UInt32(offset)).map { String(Character($0)) }
      let capital = name.prefix(1).uppercased() + name.dropFirst()
      table[capital] = Unicode.Scalar(0x391 + UInt32(offset)).map { String(Character($0)) }
    }
    for (name, mark) in [("grave", "\u{300}"), ("acute", "\u{301}"), ("circ", "\u{302}"), ("uml", "\u{308}")] {
      for vowel in ["a", "e", "i", "o", "u", "A", "E", "I", "O", "U"] { table[vowel + name] = vowel + mark }
    }
    return table
  }()
}

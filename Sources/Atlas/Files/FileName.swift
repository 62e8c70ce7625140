/// What a file is called: shown to people, and proposed to them when they save it. Nothing of ours is ever named by it.
struct FileName: Sendable, Equatable {
  let text: String

  /// Nil for a name with a path or characters that are not seen.
  init?(_ text: String) {
    let isSafe = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      // Format characters can turn the direction of writing, so that a name ends in what looks like another type.
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: scalar != "/" && scalar != "\\"
      }
    }
    let isBlank = text.allSatisfy(\.isWhitespace)
    guard isSafe, !isBlank, text != ".", text != "..", text.count <= 255 else { return nil }
    self.text = text
  }

  /// The value of `Content-Disposition` (RFC 6266, section 4; RFC 8187 for what is not ASCII).
  static func disposition(of text: String, isInline: Bool) -> String {
    let plain = String(
      decoding: text.utf8.map { byte in
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
          && byte != UInt8(ascii: "%") ? byte : UInt8(ascii: "_")
      }, as: UTF8.self)
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return "\(isInline ? "inline" : "attachment"); filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
  }
}

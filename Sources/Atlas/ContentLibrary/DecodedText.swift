/// The text of bytes whose encoding nobody told, or told wrongly.
struct DecodedText: Sendable, Equatable {
  /// With line feeds alone, without NUL, which the database cannot store.
  let text: String

  /// Reads a byte order mark first, then UTF-8, then, for a single wrong byte makes no document unreadable, Latin-1. Nil for
  /// what is no text at all.
  init?(_ bytes: [UInt8]) {
    let decoded: String
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      decoded = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      decoded = Self.utf16(bytes.dropFirst(2)) { low, high in UInt16(low) | UInt16(high) << 8 }
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      decoded = Self.utf16(bytes.dropFirst(2)) { high, low in UInt16(low) | UInt16(high) << 8 }
    } else if bytes.contains(0) {
      return nil
    } else {
      decoded = String(validating: bytes, as: UTF8.self) ?? Self.latin1(bytes)
    }
    text = Self.plain(decoded)
  }

  /// The same of a text.
  init(text: String) { self.text = Self.plain(text) }

  private static func utf16(_ bytes: ArraySlice<UInt8>, _ unit: (UInt8, UInt8) -> UInt16) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      units.append(unit(bytes[index], bytes[index + 1]))
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func latin1(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

  /// Line ends of all systems become line feeds.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0 }) else { return text }
    var plain: [UInt8] = []
    plain.reserveCapacity(text.utf8.count)
    var isAfterReturn = false
    for byte in text.utf8 {
      switch byte {
      case 0: break
      case 0x0D: plain.append(0x0A)
      case 0x0A where isAfterReturn: break
      default: plain.append(byte)
      }
      isAfterReturn = byte == 0x0D
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

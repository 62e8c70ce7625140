import Crypto
import GraphQLCaching

/// The SHA-256 of a document's bytes, by which clients name it.
struct DocumentHash: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The hash of a document.
  init(of document: [UInt8]) { bytes = Array(SHA256.hash(data: document)) }

  /// What a client writes: 64 hexadecimal digits, perhaps behind `sha256:`; nil for anything else.
  init?(_ name: String) {
    let text = Array(name.utf8)
    let prefix = Array("sha256:".utf8)
    let digits = text.starts(with: prefix) ? text[prefix.count...] : text[...]
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for digit in digits {
      guard let value = Self.value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    self.bytes = bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(words: bytes) }
}

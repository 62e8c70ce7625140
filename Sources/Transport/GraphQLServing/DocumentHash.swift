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
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue.map({ UInt8($0) }) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    self.bytes = bytes
  }

  func hash(into hasher: inout Hasher) { hasher.combine(words: bytes) }
}

import Crypto

/// The secret of an API key: `atlas_` and 8 characters by which its owner knows it, `_`, 37 random characters, and a
/// checksum of 6 over all before it; 58 in all, letters and digits apart from the two underscores.
///
/// `atlas_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}` finds it in a text. The checksum (CRC-32, ISO 3309, in base 62) tells a slip
/// of the hand from a key without asking the database. It protects nothing: the 220 random bits do.
struct ApiKeySecret: Sendable {
  /// What the client sends. The only place where it is held in plain text.
  let text: String

  /// A new secret.
  init() {
    let body = Self.mark + Self.randomText(Self.nameLength) + "_" + Self.randomText(Self.randomLength)
    text = body + Self.checksum(of: Array(body.utf8))
  }

  /// A secret that a client sends; nil where no key can have it.
  init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(Self.length + 1))
    let nameEnd = Self.mark.utf8.count + Self.nameLength
    guard bytes.count == Self.length, bytes.starts(with: Self.mark.utf8), bytes[nameEnd] == UInt8(ascii: "_"),
      bytes[Self.mark.utf8.count..<nameEnd].allSatisfy(Self.alphabet.contains),
      bytes[(nameEnd + 1)...].allSatisfy(Self.alphabet.contains)
    else { return nil }
    let body = bytes.dropLast(Self.checksumLength)
    guard bytes.suffix(Self.checksumLength).elementsEqual(Self.checksum(of: body).utf8) else { return nil }
    self.text = text
  }

  /// What may be shown of it.
  var prefix: String { String(text.prefix(Self.mark.count + Self.nameLength)) }

  var hash: SHA256Digest { SHA256.hash(data: Array(text.utf8)) }

  /// Whether a bearer token says of itself that it is an API key.
  static func isMeant(by token: String) -> Bool { token.utf8.starts(with: mark.utf8) }

  private static let mark = "atlas_"
  private static let nameLength = 8
  private static let randomLength = 37
  private static let checksumLength = 6
  private static let length = 58
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  private static func randomText(_ count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<count).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func checksum(of bytes: some Sequence<UInt8>) -> String {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320 }
    }
    var rest = Int(~remainder)
    var digits: [UInt8] = []
    for _ in 0..<checksumLength {
      digits.append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }
}

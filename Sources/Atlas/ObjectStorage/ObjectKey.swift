/// The name of an object. It is random, so that nobody can guess or choose one, and it begins with two short folders, so
/// that no folder of a file system gets too full: `3f/9a/3f9a...`, 32 hexadecimal digits in all.
public struct ObjectKey: Sendable, Hashable, CustomStringConvertible {
  /// As it is stored.
  public let text: String

  public var description: String { text }

  /// A key that nobody has used.
  public static func random() -> ObjectKey {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<16).map { _ in hexadecimal(UInt8.random(in: .min ... .max, using: &generator)) }.joined()
    return ObjectKey(digits: digits)
  }

  /// Reads a key that was stored; nil for a text that no key has.
  public init?(_ text: String) {
    let digits = Array(text.utf8.dropFirst(6))
    guard digits.count == 32, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
      return nil
    }
    self.init(digits: String(decoding: digits, as: UTF8.self))
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  private init(digits: String) {
    text = "\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits)"
  }
}

/// The two digits of a byte, in lower case.
func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

/// The digits of bytes, in lower case.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String { bytes.map(hexadecimal).joined() }

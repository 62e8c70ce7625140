import AtlasKernel

/// A stored password: the parameters of scrypt (RFC 7914), the salt and the derived key.
///
/// Its text is like that of the PHC string format, with base64url instead of base64:
/// `$scrypt$ln=15,r=8,p=1$SALT$KEY`, where `ln` is the binary logarithm of the cost N.
struct PasswordHash: Hashable, Sendable {
  /// How much work a guess is: memory is 128 * r * N bytes.
  struct Parameters: Hashable, Sendable {
    let costExponent: Int
    let blockSize: Int
    let parallelism: Int

    /// Nil for parameters that scrypt does not take, or that would need more than 256 MiB.
    init?(costExponent: Int, blockSize: Int = 8, parallelism: Int = 1) {
      guard (1...20).contains(costExponent), (1...32).contains(blockSize), (1...16).contains(parallelism),
        128 * blockSize << costExponent <= 256 << 20
      else { return nil }
      self.costExponent = costExponent
      self.blockSize = blockSize
      self.parallelism = parallelism
    }
  }

  let parameters: Parameters
  let salt: [UInt8]
  let key: [UInt8]

  init(parameters: Parameters, salt: [UInt8], key: [UInt8]) {
    self.parameters = parameters
    self.salt = salt
    self.key = key
  }

  /// Nil where the text is not exactly what `text` would write.
  init?(text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    guard parts.count == 5, let parameters = Parameters(text: parts[2]), let salt = Base64URL.decode(parts[3]),
      let key = Base64URL.decode(parts[4]), (8...64).contains(salt.count), (16...64).contains(key.count)
    else { return nil }
    self.init(parameters: parameters, salt: salt, key: key)
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  var text: String { "$scrypt$\(parameters.text)$\(Base64URL.encode(salt))$\(Base64URL.encode(key))" }
}

extension PasswordHash.Parameters {
  fileprivate init?(text: String) {
    let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
    guard pairs.count == 3, let exponent = Self.value(pairs[0], "ln="), let blockSize = Self.value(pairs[1], "r="),
      let parallelism = Self.value(pairs[2], "p=")
    else { return nil }
    self.init(costExponent: exponent, blockSize: blockSize, parallelism: parallelism)
  }

  private static func value(_ pair: Substring, _ name: String) -> Int? {
    pair.hasPrefix(name) ? Int(pair.dropFirst(name.count)) : nil
  }

  fileprivate var text: String { "ln=\(costExponent),r=\(blockSize),p=\(parallelism)" }
}

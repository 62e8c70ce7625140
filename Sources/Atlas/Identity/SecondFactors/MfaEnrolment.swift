import Crypto

/// The secret and the recovery codes of a factor that begins: shown once, and stored nowhere in plain text.
struct MfaEnrolment: Sendable {
  let provisioningURI: String
  let recoveryCodes: [String]

  /// - Parameter account: the user's address, by which an authenticator names the entry.
  init(secret: [UInt8], recoveryCodes: [RecoveryCode], account: String) {
    // The Key URI format of Google's Authenticator, which all others read, too.
    provisioningURI =
      "otpauth://totp/Atlas:\(PercentEncoding.encode(account))?secret=\(Base32.encode(secret))&issuer=Atlas"
      + "&algorithm=SHA1&digits=\(TimeBasedCodes.digits)&period=\(TimeBasedCodes.stepSeconds)"
    self.recoveryCodes = recoveryCodes.map(\.text)
  }
}

/// What replaces an authenticator's code once: 80 random bits, 16 characters in base32.
struct RecoveryCode: Sendable {
  /// How many a factor gets.
  static let count = 10

  let text: String

  /// A new code.
  init() { text = Base32.encode(randomBytes(10)) }

  /// What somebody typed, in letters of either case. Nil where it cannot be a recovery code.
  init?(_ typed: String) {
    let characters = typed.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    guard characters.count == 16,
      characters.allSatisfy({ (0x41...0x5A).contains($0) || (0x32...0x37).contains($0) })
    else { return nil }
    text = String(decoding: characters, as: UTF8.self)
  }

  /// SHA-256 of the text.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

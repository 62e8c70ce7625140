import AtlasAPI
import Crypto

/// The codes of an authenticator (RFC 6238 over RFC 4226): six digits of HMAC-SHA-1, another each 30 seconds.
///
/// SHA-1 is what authenticators have; its weaknesses are of no use against an HMAC.
struct TimeBasedCodes {
  /// The steps before and after the present one that are accepted: clocks differ, and typing takes time.
  static let window: ClosedRange<Int64> = -1...1
  static let stepSeconds: Int64 = 30
  static let digits = 6
  /// 160 bits, which RFC 4226 (section 4) recommends.
  static let secretLength = 20

  private let key: SymmetricKey

  init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

  /// The number of the time step of a moment.
  static func step(at time: DateTime) -> Int64 { time.secondsSince1970 / stepSeconds }

  /// The code of a time step.
  func code(step: Int64, digits: Int = digits) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * Int64($0))) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
    // Dynamic truncation (RFC 4226, section 5.3): 31 bits from where the last half byte points.
    let offset = Int(hash[19] & 0x0F)
    let bits = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power &* 10 }
    let number = String(bits % modulus)
    return String(repeating: "0", count: digits - number.utf8.count) + number
  }

  /// The step in the window whose code this is; the latest, if several have it. Takes the same time whatever the code.
  func step(of code: String, now: DateTime) -> Int64? {
    let present = Self.step(at: now)
    var found: Int64?
    for step in Self.window where Self.isEqual(self.code(step: present + step), code) { found = present + step }
    return found
  }

  private static func isEqual(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

import AtlasKernel
import Testing

@testable import Identity

@Suite("Passwords")
struct PasswordHasherTests {
  let hasher = PasswordHasher(costExponent: 10)

  @Test("a password is verified against its own text and no other is")
  func roundTrip() async throws {
    let stored = try await hasher.hash("correct horse battery staple")
    #expect(try await hasher.verify("correct horse battery staple", against: stored))
    #expect(try await !hasher.verify("correct horse battery stapl", against: stored))
    #expect(try await !hasher.verify("", against: stored))
  }

  @Test("the text names its parameters, and two texts of one password differ")
  func text() async throws {
    let stored = try await hasher.hash("correct horse battery staple")
    let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
    #expect(parts.count == 5)
    #expect(parts.prefix(3) == ["", "scrypt", "ln=10,r=8,p=1"])
    #expect(Base64URL.decode(parts[3])?.count == 16)
    #expect(Base64URL.decode(parts[4])?.count == 32)
    #expect(try await hasher.hash("correct horse battery staple") != stored)
  }

  @Test("the key is that of RFC 7914")
  func testVector() async throws {
    // scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1), first 32 of 64 bytes.
    let key: [UInt8] = [
      0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb,
      0xfd, 0xa8, 0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
    ]
    let parameters = try #require(PasswordHash.Parameters(costExponent: 14))
    let stored = PasswordHash(parameters: parameters, salt: Array("SodiumChloride".utf8), key: key)
    #expect(try await hasher.verify("pleaseletmein", against: stored.text))
  }

  @Test("without a stored text, or with a broken one, nothing is right")
  func noStoredText() async throws {
    #expect(try await !hasher.verify("correct horse battery staple", against: nil))
    #expect(try await !hasher.verify("correct horse battery staple", against: "correct horse battery staple"))
  }

  @Test("a text of other parameters is verified and wants to be made again")
  func rehash() async throws {
    let stored = try await PasswordHasher(costExponent: 9).hash("correct horse battery staple")
    #expect(try await hasher.verify("correct horse battery staple", against: stored))
    #expect(hasher.needsRehash(stored))
    #expect(!hasher.needsRehash(try await hasher.hash("correct horse battery staple")))
    #expect(hasher.needsRehash("nonsense"))
  }

  @Test(
    "a stored text has one spelling and bounded parameters",
    arguments: [
      "", "$", "$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA", "scrypt$ln=10,r=8,p=1$SALT$KEY",
      "$bcrypt$ln=10,r=8,p=1$SALT$KEY", "$scrypt$ln=010,r=8,p=1$SALT$KEY", "$scrypt$ln=+10,r=8,p=1$SALT$KEY",
      "$scrypt$r=8,ln=10,p=1$SALT$KEY", "$scrypt$ln=10,r=8$SALT$KEY", "$scrypt$ln=10,r=8,p=1$SALT=$KEY",
      "$scrypt$ln=10,r=8,p=1$SALT$KEY$", "$scrypt$ln=0,r=8,p=1$SALT$KEY", "$scrypt$ln=19,r=8,p=1$SALT$KEY",
      "$scrypt$ln=10,r=0,p=1$SALT$KEY", "$scrypt$ln=10,r=8,p=0$SALT$KEY",
      "$scrypt$ln=99999999999999999999,r=8,p=1$SALT$KEY", "$scrypt$ln=10,r=8,p=1$$KEY", "$scrypt$ln=10,r=8,p=1$SALT$",
    ])
  func brokenText(pattern: String) {
    #expect(PasswordHash(text: filled(pattern)) == nil)
  }

  @Test("a well-formed text is read back as it was")
  func wellFormedText() {
    let text = filled("$scrypt$ln=15,r=8,p=1$SALT$KEY")
    #expect(PasswordHash(text: text)?.text == text)
  }

  private func filled(_ pattern: String) -> String {
    let salt = Base64URL.encode([UInt8](repeating: 1, count: 16))
    let key = Base64URL.encode([UInt8](repeating: 2, count: 32))
    return pattern.replacing("SALT", with: salt).replacing("KEY", with: key)
  }
}

import AtlasKernel
import Crypto
import Testing

@testable import Identity

@Suite("What an enrolment is made of")
struct MfaEnrolmentTests {
  let secret = Array("12345678901234567890".utf8)

  @Test("a sealed secret is opened for its user and no other, under its key and no other, and in one piece")
  func sealing() throws {
    let sealing = FactorSecretSealing(ServerSecret([UInt8](repeating: 1, count: 32)))
    let sealed = try sealing.seal(secret, for: 7)
    #expect(sealed.count == 48, "what the table holds")
    #expect(try sealing.open(sealed, for: 7) == secret)
    #expect(try sealing.seal(secret, for: 7) != sealed, "each time another nonce")
    #expect(throws: (any Error).self) { try sealing.open(sealed, for: 8) }
    let other = FactorSecretSealing(ServerSecret([UInt8](repeating: 2, count: 32)))
    #expect(throws: (any Error).self) { try other.open(sealed, for: 7) }
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 1
      #expect(throws: (any Error).self) { try sealing.open(changed, for: 7) }
    }
    #expect(throws: (any Error).self) { try sealing.open([], for: 7) }
  }

  @Test("keys for different purposes differ")
  func purposes() {
    let secret = ServerSecret([UInt8](repeating: 1, count: 32))
    #expect(secret.key(for: "a") == secret.key(for: "a"))
    #expect(secret.key(for: "a") != secret.key(for: "b"))
  }

  @Test("the address of an enrolment is what authenticators read")
  func provisioning() {
    let enrolment = MfaEnrolment(secret: secret, recoveryCodes: [], account: "a+b&c@people.example")
    #expect(
      enrolment.provisioningURI
        == "otpauth://totp/Atlas:a%2Bb%26c%40people.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Atlas"
        + "&algorithm=SHA1&digits=6&period=30")
  }

  @Test("recovery codes have 16 characters, are read in either case, and differ")
  func recoveryCodes() throws {
    let codes = (0..<100).map { _ in RecoveryCode() }
    #expect(Set(codes.map(\.text)).count == 100)
    for code in codes {
      #expect(code.text.utf8.count == 16)
      #expect(try #require(RecoveryCode(code.text.lowercased())).hash == code.hash)
    }
  }

  @Test(
    "other texts are no recovery codes",
    arguments: [
      "", "123456", "ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNOPQ", "ABCDEFGHIJKLMNO1", "ABCDEFGH-JKLMNOP", "ÄBCDEFGHIJKLMNO",
    ])
  func noRecoveryCodes(text: String) {
    #expect(RecoveryCode(text) == nil)
  }
}

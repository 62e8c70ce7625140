import AtlasKernel
import Crypto
import FoundationEssentials
import Testing

@testable import Push

@Suite("Encrypting for browsers")
struct WebPushEncryptionTests {
  /// RFC 8291, section 5 and appendix A.
  private enum Vector {
    static let message = "When I grow up, I want to be a watermelon"
    static let ours = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    static let theirs = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
    static let salt = "DGv6ra1nlYgDCS1FRnbzlw"
    static let secret = "BTBZMqHH6r4Tts7J_aSIgg"
    static let body = """
      DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml\
      mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT\
      pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN
      """
  }

  private func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(text)) }

  @Test("the example of RFC 8291 comes out byte for byte, and the decoder of these tests reads it")
  func example() throws {
    let browser = try Browser(key: bytes(Vector.theirs), secret: bytes(Vector.secret))
    let subscription = try #require(WebPushSubscription(browser.subscription))
    let encryption = WebPushEncryption(
      key: try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes(Vector.ours)), salt: try bytes(Vector.salt))
    let body = try encryption.encrypt(Array(Vector.message.utf8), for: subscription)
    #expect(Base64URL.encode(body) == Vector.body)
    #expect(try browser.decrypt(bytes(Vector.body)) == Array(Vector.message.utf8))
  }

  @Test("messages of any length up to the limit are read by the browser that they are for, and by no other")
  func lengths() throws {
    let browser = Browser()
    let subscription = try #require(WebPushSubscription(browser.subscription))
    for count in [0, 1, 15, 16, 17, 1_000, WebPushEncryption.messageLimit] {
      let message = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
      let body = try WebPushEncryption().encrypt(message, for: subscription)
      #expect(body.count == 103 + count && body.count <= 4096)
      #expect(try browser.decrypt(body) == message)
      #expect(throws: (any Error).self) { try Browser().decrypt(body) }
    }
    #expect(WebPushEncryption.messageLimit == 3993)
  }

  @Test("no two messages share a key or a salt")
  func fresh() throws {
    let subscription = try #require(WebPushSubscription(Browser().subscription))
    let bodies = try (0..<8).map { _ in try WebPushEncryption().encrypt([1], for: subscription) }
    #expect(Set(bodies.map { Array($0[..<16]) }).count == 8)
    #expect(Set(bodies.map { Array($0[21..<86]) }).count == 8)
  }
}

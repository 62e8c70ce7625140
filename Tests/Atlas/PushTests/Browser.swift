import AtlasKernel
import Crypto
import FoundationEssentials
import GraphQLJSON
import Push
import Testing

/// The other side of Web Push: it subscribes, and decrypts what it gets, step by step as RFC 8188 and RFC 8291 say.
struct Browser {
  let key: P256.KeyAgreement.PrivateKey
  let secret: [UInt8]
  var endpoint = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"

  struct Unreadable: Error {}

  init() {
    key = P256.KeyAgreement.PrivateKey()
    secret = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
  }

  init(key: [UInt8], secret: [UInt8]) throws {
    self.key = try P256.KeyAgreement.PrivateKey(rawRepresentation: key)
    self.secret = secret
  }

  var point: [UInt8] { Array(key.publicKey.x963Representation) }

  /// The subscription as `JSON.stringify` of a `PushSubscription` writes it.
  var subscription: String {
    #"{"endpoint":"\#(endpoint)","expirationTime":null,"keys":{"p256dh":"\#(Base64URL.encode(point))","auth":"\#(Base64URL.encode(secret))"}}"#
  }

  /// What a body of one record says.
  func decrypt(_ body: [UInt8]) throws -> [UInt8] {
    // RFC 8188, section 2.1: salt, record size, length of the key's name, the name.
    guard body.count >= 86 + 17, body[20] == 65 else { throw Unreadable() }
    let (salt, theirs) = (Array(body[..<16]), Array(body[21..<86]))
    let recordSize = body[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let record = Array(body[86...])
    guard record.count <= recordSize else { throw Unreadable() }
    // RFC 8291, section 3.4.
    let shared = try key.sharedSecretFromKeyAgreement(with: .init(x963Representation: theirs))
    // Safe: the bytes are copied.
    let sharedBytes = unsafe shared.withUnsafeBytes { unsafe Array($0) }
    let first = hmac(key: secret, sharedBytes)
    let material = hmac(key: first, Array("WebPush: info".utf8) + [0] + point + theirs + [1])
    // RFC 8188, sections 2.2 and 2.3; the number of the first record is 0, so it changes nothing of the nonce.
    let root = hmac(key: salt, material)
    let contentKey = hmac(key: root, Array("Content-Encoding: aes128gcm".utf8) + [0, 1]).prefix(16)
    let nonce = hmac(key: root, Array("Content-Encoding: nonce".utf8) + [0, 1]).prefix(12)
    let box = try AES.GCM.SealedBox(
      nonce: .init(data: nonce), ciphertext: record.dropLast(16), tag: record.suffix(16))
    let padded = Array(try AES.GCM.open(box, using: SymmetricKey(data: contentKey)))
    // Section 2: zeros behind the delimiter, which is 2 in the last record.
    guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == 2 else { throw Unreadable() }
    return Array(padded[..<end])
  }

  private func hmac(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
  }
}

/// The parts of a signed token, read without the code that makes them.
struct ReadToken {
  let header: JSONObject
  let claims: JSONObject
  let signed: [UInt8]
  let signature: [UInt8]

  init(_ text: String) throws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    let bytes = try parts.map { try #require(Base64URL.decode($0)) }
    header = try #require(try JSONParser.parse(bytes[0]).objectValue)
    claims = try #require(try JSONParser.parse(bytes[1]).objectValue)
    signature = bytes[2]
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }
}

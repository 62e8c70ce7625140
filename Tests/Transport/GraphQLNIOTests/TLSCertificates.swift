import Crypto
import FoundationEssentials
import GraphQLNIO

/// A certificate that signs itself, with its key, in two files that go away with this.
final class CertificateFiles: Sendable {
  private let folder: URL

  /// - Parameter name: the common name by which tests tell certificates apart.
  init(name: String = "test", hasExpired: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "atlas-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try replace(name: name, hasExpired: hasExpired)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var certificatePath: String { folder.appending(path: "certificate.pem").path }
  var privateKeyPath: String { folder.appending(path: "key.pem").path }
  var settings: TLSSettings { TLSSettings(certificatePath: certificatePath, privateKeyPath: privateKeyPath) }

  /// Writes a new certificate with a new key.
  func replace(name: String, hasExpired: Bool = false) throws {
    let key = P256.Signing.PrivateKey()
    let ends = hasExpired ? "210101000000Z" : "491231000000Z"
    try write(try certificate(name: name, ends: ends, key), to: certificatePath)
    try write(key.pemRepresentation, to: privateKeyPath)
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }
}

/// A certificate after RFC 5280, section 4.1, in PEM form.
private func certificate(name: String, ends: String, _ key: P256.Signing.PrivateKey) throws -> String {
  // 1.2.840.10045.4.3.2: ecdsa-with-SHA256; 2.5.4.3: commonName.
  let algorithm = der(0x30, [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])
  let subject = der(0x30, der(0x31, der(0x30, [0x06, 0x03, 0x55, 0x04, 0x03] + der(0x0c, Array(name.utf8)))))
  let validity = der(0x30, der(0x17, Array("200101000000Z".utf8)) + der(0x17, Array(ends.utf8)))
  let version = der(0xa0, der(0x02, [2]))
  let publicKey = Array(key.publicKey.derRepresentation)
  let body = der(0x30, version + der(0x02, [1]) + algorithm + subject + validity + subject + publicKey)
  let signature = try key.signature(for: body).derRepresentation
  let bytes = der(0x30, body + algorithm + der(0x03, [0] + signature))
  let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
  return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
}

/// A value of DER: tag, length, content.
private func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
  switch content.count {
  case ..<0x80: [tag, UInt8(content.count)] + content
  case ..<0x100: [tag, 0x81, UInt8(content.count)] + content
  default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
  }
}

import Glibc
import NIOCore
import NIOSSL

/// A certificate chain and its private key, ready for handshakes.
struct TLSIdentity: Sendable {
  /// What NIOSSL offers HTTP by.
  static let applicationProtocols = ["h2", "http/1.1"]

  /// Ciphers of TLS 1.2 with forward secrecy that RFC 9113 (appendix A) does not prohibit; those of 1.3 are fixed.
  private static let ciphers: [NIOTLSCipher] = [
    .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  ]

  let context: NIOSSLContext
  /// When the first of the certificates ends, in seconds since 1970.
  let expiry: Int

  /// Reads the two files.
  init(_ settings: TLSSettings) throws(TLSFileError) {
    let chain = try Self.chain(settings.certificatePath)
    let key = try Self.key(settings.privateKeyPath)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = settings.minimumVersion == .tls12 ? .tlsv12 : .tlsv13
    configuration.cipherSuiteValues = Self.ciphers
    configuration.applicationProtocols = Self.applicationProtocols
    // Answers have left before a connection is closed; this is the wait for a farewell that nobody needs.
    configuration.shutdownTimeout = .seconds(1)
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch NIOSSLError.failedToLoadPrivateKey {
      throw TLSFileError(
        "The private key in \(settings.privateKeyPath) does not belong to the first certificate in "
          + "\(settings.certificatePath).")
    } catch {
      throw TLSFileError("\(settings.certificatePath) and \(settings.privateKeyPath) cannot be used: \(error)")
    }
    expiry = chain.map { Int($0.notValidAfter) }.min() ?? 0
  }

  /// What is wrong with the certificate by now, in a sentence; nil when nothing is.
  func complaint(_ settings: TLSSettings) -> String? {
    expiry > time(nil) ? nil : "A certificate in \(settings.certificatePath) has expired."
  }

  private static func chain(_ path: String) throws(TLSFileError) -> [NIOSSLCertificate] {
    guard FileStamp(path: path) != nil else { throw TLSFileError("There is no certificate file \(path).") }
    do {
      return try NIOSSLCertificate.fromPEMFile(path)
    } catch {
      throw TLSFileError("\(path) cannot be read as certificates in PEM form.")
    }
  }

  private static func key(_ path: String) throws(TLSFileError) -> NIOSSLPrivateKey {
    guard FileStamp(path: path) != nil else { throw TLSFileError("There is no private key file \(path).") }
    do {
      return try NIOSSLPrivateKey(file: path, format: .pem)
    } catch {
      throw TLSFileError("\(path) cannot be read as a private key in PEM form without a passphrase.")
    }
  }
}

/// What tells that a file is another than before.
struct FileStamp: Sendable, Equatable {
  private let seconds: Int
  private let nanoseconds: Int
  private let bytes: Int
  private let node: UInt64

  /// Nil when there is no such file, or none that may be seen.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    (seconds, nanoseconds) = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    (bytes, node) = (Int(status.st_size), UInt64(status.st_ino))
  }
}

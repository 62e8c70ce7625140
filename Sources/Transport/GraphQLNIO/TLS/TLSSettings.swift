/// How a port speaks TLS. HTTP/2 and HTTP/1.1 are offered by ALPN (RFC 7301), in this order.
public struct TLSSettings: Sendable {
  /// A version of TLS.
  public enum Version: String, Sendable, CaseIterable {
    /// RFC 5246, with ciphers that encrypt and authenticate in one and give forward secrecy only.
    case tls12 = "1.2"
    /// RFC 8446.
    case tls13 = "1.3"
  }

  /// A file with the certificate in PEM form and behind it those of its issuers, without the root.
  public var certificatePath: String
  /// A file with the private key in PEM form, without a passphrase.
  public var privateKeyPath: String
  /// The oldest version that is spoken.
  public var minimumVersion = Version.tls13
  /// How long a handshake may take, in seconds.
  public var handshakeSeconds: Int64 = 10
  /// At most how often a new connection looks whether the files have changed, in seconds.
  public var reloadSeconds: Int64 = 60
  /// For how long browsers are told to come by TLS only (RFC 6797), in seconds; nil says nothing. It cannot be taken
  /// back, and a browser that was told does not let anyone pass a certificate it does not trust.
  public var strictTransportSeconds: Int?
  /// Is told what the operator should know: a certificate that has expired, new files that cannot be used.
  public var report: @Sendable (String) -> Void = { _ in }

  /// The usual settings for these two files.
  public init(certificatePath: String, privateKeyPath: String) {
    self.certificatePath = certificatePath
    self.privateKeyPath = privateKeyPath
  }
}

/// Files of certificates and keys that cannot be used.
public struct TLSFileError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

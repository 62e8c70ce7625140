import GraphQLNIO

extension AtlasConfiguration {
  /// What the variables whose names begin with `TLS_` say together; nil when there is no certificate.
  static func tls(
    certificate: String?, privateKey: String?, minimumVersion: String?, strictTransport: String?
  ) throws(ConfigurationError) -> TLSSettings? {
    guard let certificate, let privateKey else {
      if certificate != nil || privateKey != nil {
        throw ConfigurationError("TLS_CERTIFICATE and TLS_PRIVATE_KEY need each other: each is the path of a PEM file.")
      }
      if minimumVersion != nil || strictTransport != nil {
        throw ConfigurationError("TLS_MINIMUM_VERSION and TLS_HSTS_SECONDS need TLS_CERTIFICATE and TLS_PRIVATE_KEY.")
      }
      return nil
    }
    var settings = TLSSettings(certificatePath: certificate, privateKeyPath: privateKey)
    if let minimumVersion {
      guard let version = TLSSettings.Version(rawValue: minimumVersion) else {
        throw ConfigurationError("TLS_MINIMUM_VERSION must be 1.2 or 1.3, not \"\(minimumVersion)\".")
      }
      settings.minimumVersion = version
    }
    // Two years is what browsers ask for at most.
    settings.strictTransportSeconds = try count("TLS_HSTS_SECONDS", strictTransport, in: 0...63_072_000)
    return settings
  }
}

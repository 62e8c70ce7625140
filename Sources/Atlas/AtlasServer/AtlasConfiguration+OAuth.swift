import Identity
import OutboundHTTP

extension AtlasConfiguration {
  /// What the variables whose names begin with `OAUTH_` say together.
  static func oauth(_ variable: (String) -> String?) throws(ConfigurationError) -> OAuthSettings {
    var settings = OAuthSettings()
    if let client = try client("OAUTH_GOOGLE", variable) {
      settings.google = OAuthSettings.Google(
        client: client, issuer: try url("OAUTH_GOOGLE_ISSUER", variable, usual: "https://accounts.google.com"))
    }
    if let client = try client("OAUTH_GITHUB", variable) {
      settings.github = OAuthSettings.GitHub(
        client: client, site: try url("OAUTH_GITHUB_URL", variable, usual: "https://github.com"),
        api: try url("OAUTH_GITHUB_API_URL", variable, usual: "https://api.github.com"))
    }
    settings.redirectURIs = try redirectURIs(variable("OAUTH_REDIRECT_URIS"))
    if settings.isUsed, settings.redirectURIs.isEmpty {
      throw ConfigurationError("OAUTH_REDIRECT_URIS is required where people can sign in with another service.")
    }
    return settings
  }

  private static func client(
    _ prefix: String, _ variable: (String) -> String?
  ) throws(ConfigurationError) -> OAuthSettings.Client? {
    switch (variable(prefix + "_CLIENT_ID"), variable(prefix + "_CLIENT_SECRET")) {
    case (let id?, let secret?): return OAuthSettings.Client(id: id, secret: secret)
    case (nil, nil): return nil
    default: throw ConfigurationError("\(prefix)_CLIENT_ID and \(prefix)_CLIENT_SECRET need each other.")
    }
  }

  private static func url(
    _ name: String, _ variable: (String) -> String?, usual: String
  ) throws(ConfigurationError) -> OutboundURL {
    guard let url = OutboundURL(variable(name) ?? usual) else {
      throw ConfigurationError("\(name) must be an https address, or an http address of this machine's loopback.")
    }
    return url
  }

  /// A list with commas, of what the scalar `URL` of the schema lets through.
  private static func redirectURIs(_ text: String?) throws(ConfigurationError) -> [String] {
    let uris = (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    for uri in uris {
      guard uri.hasPrefix("https://") || uri.hasPrefix("http://"),
        uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
      else {
        throw ConfigurationError(
          "OAUTH_REDIRECT_URIS must be http or https addresses without fragments, separated by commas.")
      }
    }
    return uris
  }
}

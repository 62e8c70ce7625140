public import OutboundHTTP

/// The services that people can sign in with, as the operator has set them up.
public struct OAuthSettings: Sendable {
  /// What a service knows us by.
  public struct Client: Sendable {
    /// The public name that the service gave us.
    public let id: String
    /// What proves to the service that we are this client.
    public let secret: String

    /// A client of a service.
    public init(id: String, secret: String) {
      self.id = id
      self.secret = secret
    }
  }

  /// Google, or another OpenID provider in its place.
  public struct Google: Sendable {
    /// What we are to the service.
    public var client: Client
    /// What ID tokens name as their issuer; its discovery document tells the other addresses.
    public var issuer: OutboundURL

    /// Google, or another OpenID provider.
    public init(client: Client, issuer: OutboundURL) {
      self.client = client
      self.issuer = issuer
    }
  }

  /// GitHub, or an instance of GitHub Enterprise.
  public struct GitHub: Sendable {
    /// What we are to the service.
    public var client: Client
    /// Where people sign in.
    public var site: OutboundURL
    /// Where programs ask.
    public var api: OutboundURL

    /// GitHub, or a server of one's own.
    public init(client: Client, site: OutboundURL, api: OutboundURL) {
      self.client = client
      self.site = site
      self.api = api
    }
  }

  /// Nil: nobody signs in with it.
  public var google: Google?
  /// Nil: nobody signs in with it.
  public var github: GitHub?
  /// Where services may send browsers back to, compared byte by byte.
  public var redirectURIs: [String]

  /// These services.
  public init(google: Google? = nil, github: GitHub? = nil, redirectURIs: [String] = []) {
    self.google = google
    self.github = github
    self.redirectURIs = redirectURIs
  }

  /// Whether anybody can sign in so.
  public var isUsed: Bool { google != nil || github != nil }
}

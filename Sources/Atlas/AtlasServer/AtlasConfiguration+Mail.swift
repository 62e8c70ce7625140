import FoundationEssentials
import Logging
import Mail
import Postgres

extension AtlasConfiguration {
  /// How mails leave, and where their links lead.
  public struct Mail: Sendable {
    /// `smtp://user:password@host:587`; nil: mails become files in the folder `mail` under `home`.
    public var smtpURL: String?
    /// Whether somebody has said in so many words that mails are to become files, which production asks for.
    public var keepsFiles = false
    /// A PEM file with certificates that the server is checked by, besides those of the system.
    public var smtpCertificates: String?
    /// Who mails come from: an address, or `Name <address>`.
    public var from: String?
    /// Where people find Atlas, without a slash at the end; nil: the address that is listened on.
    public var publicURL: String?

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      smtpURL = variable("ATLAS_SMTP_URL")
      if smtpURL == Self.filesOnly { (smtpURL, keepsFiles) = (nil, true) }
      smtpCertificates = variable("ATLAS_SMTP_CERTIFICATES")
      from = variable("ATLAS_MAIL_FROM")
      publicURL = try variable("ATLAS_PUBLIC_URL").map { text throws(ConfigurationError) in try Self.publicURL(text) }
    }

    /// The value of `ATLAS_SMTP_URL` by which no mail leaves.
    static let filesOnly = "files"

    private static func publicURL(_ text: String) throws(ConfigurationError) -> String {
      guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
        ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false, parts.user == nil, parts.query == nil,
        parts.fragment == nil
      else { throw ConfigurationError("ATLAS_PUBLIC_URL must be an address such as https://atlas.example.") }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
  }

  /// What links in mails begin with.
  var publicURL: String { mail.publicURL ?? "\(tls == nil ? "http" : "https")://\(host):\(port)" }

  /// What stands behind the @ of who mails come from; nil where nobody is named.
  var mailDomain: String? { mail.from.flatMap { MailAddress(text: $0) }.map { String($0.domain) } }

  /// - Throws: `ConfigurationError` where mails would leave without a sender, or cannot leave.
  func checkMail() throws(ConfigurationError) {
    _ = try mailAddress()
    guard mail.smtpURL != nil else { return }
    _ = try smtpServer()
    if mail.from == nil { throw ConfigurationError("ATLAS_SMTP_URL needs ATLAS_MAIL_FROM.") }
  }

  /// The courier of an instance.
  ///
  /// - Throws: `ConfigurationError` for settings that cannot be used.
  func makeCourier(
    of outbox: MailOutbox, _ database: Database, _ logger: Logger
  ) throws(ConfigurationError) -> MailCourier {
    let sender = try makeMailSender()
    if environment == .production, mail.smtpURL == nil {
      logger.warning("mails stay in a folder: no server is set in ATLAS_SMTP_URL", metadata: ["home": "\(home)"])
    }
    return MailCourier(database: database, outbox: outbox, sender: sender, from: try mailAddress(), logger: logger)
  }

  func makeMailSender() throws(ConfigurationError) -> any MailSender {
    guard mail.smtpURL != nil else { return FolderMailSender(folder: home + "/mail") }
    let server = try smtpServer()
    do throws(MailError) {
      return try SMTPMailSender(server: server, certificates: mail.smtpCertificates)
    } catch {
      throw ConfigurationError("The file in ATLAS_SMTP_CERTIFICATES cannot be read as certificates in PEM form.")
    }
  }

  /// The message does not quote the value: it holds a password.
  func smtpServer() throws(ConfigurationError) -> SMTPServerAddress {
    guard let server = mail.smtpURL.flatMap({ SMTPServerAddress(url: $0) }) else {
      throw ConfigurationError(
        "ATLAS_SMTP_URL must be smtp://user:password@host:port, or smtps:// or smtp+insecure:// instead; user and "
          + "password are percent-encoded and may be left out.")
    }
    return server
  }

  private func mailAddress() throws(ConfigurationError) -> MailAddress {
    guard let from = MailAddress(text: mail.from ?? "Atlas <no-reply@atlas.invalid>") else {
      throw ConfigurationError("ATLAS_MAIL_FROM must be an address, or Name <address>.")
    }
    return from
  }
}

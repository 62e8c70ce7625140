import GraphQLHTTP
import Identity
import OutboundHTTP
import Postgres

/// Something that production refuses, which is only good for development.
struct ProductionFault: Sendable, Equatable, CustomStringConvertible {
  /// The variable that decides about it.
  let variable: String
  /// What is wrong with it, as the rest of a sentence; never with a secret.
  let seen: String
  /// What to do.
  let remedy: String

  var description: String { "\(variable) \(seen). \(remedy)" }
}

extension AtlasConfiguration {
  /// Refuses to serve in production with what is only good for development. Every rule is in this file.
  ///
  /// - Throws: `ConfigurationError` with all that is refused, a line for each.
  func checkProduction() throws(ConfigurationError) {
    guard environment == .production else { return }
    let faults = productionFaults()
    guard faults.isEmpty else { throw ConfigurationError(faults.map(\.description).joined(separator: "\n")) }
  }

  /// What production refuses, whatever the environment is now.
  func productionFaults() -> [ProductionFault] {
    secretFaults + databaseFaults + addressFaults + sampleFaults + originFaults + mailFaults + signInFaults
  }

  // MARK: Secrets

  /// Without a secret anybody who knows the one of development could sign tokens.
  static let missingTokenSecret = ProductionFault(
    variable: "ATLAS_JWT_SECRET", seen: "is missing, which is required in production",
    remedy: "\(makeSecret) Or set ATLAS_JWT_KEYS with ATLAS_JWT_ALGORITHM.")
  static let missingServerSecret = ProductionFault(
    variable: "ATLAS_SECRET",
    seen: "is missing, which is required in production where ATLAS_JWT_ALGORITHM is not HS256",
    remedy: makeSecret)

  private var secretFaults: [ProductionFault] {
    var faults: [ProductionFault] = []
    if tokens.isDevelopmentOnly { faults.append(Self.missingTokenSecret) }
    if tokens.algorithm != .hs256, tokens.serverSecret == nil { faults.append(Self.missingServerSecret) }
    let secrets = [
      ("ATLAS_JWT_SECRET", tokens.secret), ("ATLAS_JWT_PREVIOUS_SECRET", tokens.previousSecret),
      ("ATLAS_SECRET", tokens.serverSecret),
    ]
    for case (let name, let secret?) in secrets {
      if let fault = secretFault(name, secret) { faults.append(fault) }
    }
    return faults
  }

  /// What is wrong with a secret of production.
  func secretFault(_ name: String, _ secret: String) -> ProductionFault? {
    if let fault = Self.lengthFault(name, secret) { return fault }
    // A folder that came along from a developer's machine, or a line of documentation: neither is a secret.
    guard secret != HomeFolder.storedSecret(home), !Self.isSample(secret) else {
      return ProductionFault(
        variable: name, seen: "is a secret of development, or one that is written somewhere", remedy: Self.makeSecret)
    }
    return nil
  }

  /// What is wrong with a secret anywhere.
  static func lengthFault(_ name: String, _ secret: String) -> ProductionFault? {
    guard secret.utf8.count < secretBytes else { return nil }
    return ProductionFault(variable: name, seen: "must have at least \(secretBytes) bytes", remedy: makeSecret)
  }

  /// Whether people write such a text where a secret is to stand.
  private static func isSample(_ secret: String) -> Bool {
    let letters = Self.letters(of: secret)
    return Set(secret.utf8).count < fewestDistinctBytes || sampleWords.contains { letters.contains($0) }
  }

  /// A text in small letters, without the digits and signs of ASCII.
  private static func letters(of text: String) -> String {
    String(decoding: text.lowercased().utf8.filter { (0x61...0x7A).contains($0) || $0 >= 0x80 }, as: UTF8.self)
  }

  /// In small letters and nothing else. The shortest has seven: a random text hardly ever holds one.
  private static let sampleWords = [
    "changeme", "changethis", "replaceme", "replacethis", "yoursecret", "yourjwtsecret", "supersecret", "topsecret",
    "placeholder", "example", "insecure", "notasecret", "donotuse", "development", "password", "abcdefgh", "qwertyu",
  ]
  private static let fewestDistinctBytes = 8
  private static let secretBytes = 32
  private static let makeSecret = "Make a random one: openssl rand -base64 48."

  // MARK: Database

  private var databaseFaults: [ProductionFault] {
    guard databaseURL == nil else { return passwordFaults }
    guard !allowsEmbeddedDatabase else { return [] }
    return [
      ProductionFault(
        variable: "DATABASE_URL", seen: "is missing, which is required in production",
        remedy:
          "Set it, or consent by ATLAS_EMBEDDED_DATABASE=on to a private database in ATLAS_HOME, which serves one "
          + "instance and is backed up by nobody.")
    ]
  }

  private var passwordFaults: [ProductionFault] {
    var faults: [ProductionFault] = []
    func add(_ variable: String, _ url: String, _ place: String = "") {
      guard let seen = Self.passwordFault(url) else { return }
      faults.append(
        ProductionFault(
          variable: variable, seen: seen + place,
          remedy: "Give its user a random one (openssl rand -hex 24), or a certificate."))
    }
    if let databaseURL { add("DATABASE_URL", databaseURL) }
    for (index, url) in databaseReplicaURLs.enumerated() {
      add("DATABASE_REPLICA_URLS", url, ", at number \(index + 1)")
    }
    return faults
  }

  /// What is wrong with the password in a connection string, which needs none: there are certificates and files of
  /// passwords. To loopback and Unix sockets only those come who are on this machine.
  private static func passwordFault(_ url: String) -> String? {
    guard let target = ConnectionTarget(url), !target.isLocal else { return nil }
    return target.passwordFault { password, user in
      if isTried(password, by: user) { return "has a password that everybody tries" }
      return password.utf8.count < passwordBytes ? "has a password of fewer than \(passwordBytes) bytes" : nil
    }
  }

  /// Whether a password consists of words that everybody tries, with whatever digits and signs among them.
  private static func isTried(_ password: String, by user: String) -> Bool {
    let own = letters(of: user)
    let words = sampleWords + triedWords
    // The name may be a part of a word, and a word a part of the name.
    let orders = own.isEmpty ? [words] : [[own] + words, words + [own]]
    return orders.contains { order in
      order.reduce(letters(of: password)) { rest, word in rest.replacing(word, with: "") }.isEmpty
    }
  }

  /// The longer of two with the same beginning comes first.
  private static let triedWords = [
    "postgresql", "postgres", "atlas", "secret", "admin", "root", "user", "test", "qwerty", "welcome", "letmein", "abc",
  ]
  private static let passwordBytes = 12

  // MARK: Addresses

  private var addressFaults: [ProductionFault] {
    let remedy = "Set it to the https address that clients reach Atlas by."
    if mail.publicURL == nil, mail.smtpURL != nil || Self.wildcards.contains(host) {
      return [
        ProductionFault(
          variable: "ATLAS_PUBLIC_URL",
          seen: "is missing, which is required in production with ATLAS_SMTP_URL, and where HOST is all addresses",
          remedy: remedy)
      ]
    }
    guard Self.isInTheClear(publicURL) else { return [] }
    return [
      ProductionFault(
        variable: "ATLAS_PUBLIC_URL", seen: "leads to \(publicURL), where tokens travel in the clear", remedy: remedy)
    ]
  }

  /// What somebody has copied from the documents or from the folder Deployment, and not replaced.
  private var sampleFaults: [ProductionFault] {
    var hosts: [(variable: String, host: String)] = []
    if let url = mail.publicURL { hosts.append(("ATLAS_PUBLIC_URL", Self.host(of: url))) }
    for origin in http.crossOriginPolicy?.allowedOrigins ?? [] {
      hosts.append(("ATLAS_ALLOWED_ORIGINS", Self.host(of: origin)))
    }
    for uri in oauth.redirectURIs { hosts.append(("OAUTH_REDIRECT_URIS", Self.host(of: uri))) }
    if let domain = mailDomain { hosts.append(("ATLAS_MAIL_FROM", domain)) }
    return hosts.filter { Self.isReserved($0.host) }.map { found in
      ProductionFault(
        variable: found.variable, seen: "has \(found.host), a name for samples and tests, which nobody owns",
        remedy: "Replace it by your own.")
    }
  }

  /// Whether a name lies in a domain that is kept for samples and tests (RFC 2606). `localhost` alone is this machine.
  private static func isReserved(_ host: String) -> Bool {
    let labels = host.lowercased().split(separator: ".").map { String($0) }
    guard labels.count > 1 else { return false }
    return [1, 2].contains { count in reservedDomains.contains(labels.suffix(count).joined(separator: ".")) }
  }

  private static let reservedDomains: Set = [
    "example", "test", "invalid", "localhost", "example.com", "example.net", "example.org",
  ]

  /// The host in `scheme://host:port/path`.
  private static func host(of address: String) -> String {
    String(address.drop { $0 != ":" }.dropFirst(3).prefix { !":/?#".contains($0) })
  }

  /// A list of origins holds no wildcard in any environment: `CrossOriginPolicy` takes none.
  private var originFaults: [ProductionFault] {
    (http.crossOriginPolicy?.allowedOrigins ?? []).filter(Self.isInTheClear).map { origin in
      ProductionFault(
        variable: "ATLAS_ALLOWED_ORIGINS", seen: "lets in \(origin), whose pages anybody on the way can change",
        remedy: "Serve the pages by https.")
    }
  }

  // MARK: Mail and sign-in

  private var mailFaults: [ProductionFault] {
    guard mail.smtpURL == nil, !mail.keepsFiles else { return [] }
    return [
      ProductionFault(
        variable: "ATLAS_SMTP_URL",
        seen: "is missing, which is required in production: without mails nobody confirms an address",
        remedy: "Set it to a server, or consent by ATLAS_SMTP_URL=\(Mail.filesOnly) to mails that stay in ATLAS_HOME.")
    ]
  }

  /// Providers on this machine vouch for whoever a test wants; a page in the clear hands over codes of signing in.
  private var signInFaults: [ProductionFault] {
    let providers = [
      ("OAUTH_GOOGLE_ISSUER", oauth.google?.issuer), ("OAUTH_GITHUB_URL", oauth.github?.site),
      ("OAUTH_GITHUB_API_URL", oauth.github?.api),
    ]
    var faults: [ProductionFault] = []
    for case (let name, let url?) in providers where !url.text.hasPrefix("https://") {
      faults.append(
        ProductionFault(
          variable: name, seen: "leads to \(url), which is a provider for tests", remedy: "Set an https address."))
    }
    for uri in oauth.redirectURIs where Self.isInTheClear(uri) {
      faults.append(
        ProductionFault(
          variable: "OAUTH_REDIRECT_URIS", seen: "has \(uri), where codes travel in the clear",
          remedy: "Use its https address."))
    }
    return faults
  }

  /// Whether what is sent to an address can be read on the way. Loopback has no way.
  private static func isInTheClear(_ address: String) -> Bool {
    address.hasPrefix("http://") && OutboundURL(address) == nil
  }

  /// Addresses that one can listen on, but not go to.
  static let wildcards = ["0.0.0.0", "::", "[::]"]
}

extension ConfigurationError {
  /// A rule of production as what stops the start.
  init(_ fault: ProductionFault) { self.init(fault.description) }
}

import AtlasKernel
import FoundationEssentials
import GraphQLHTTP
import GraphQLNIO
import Logging
import Mail
import OutboundHTTP

/// What can be said of settings without asking anybody: files, keys, and what production asks for.
struct SettingsCheck {
  let configuration: AtlasConfiguration

  var findings: [Finding] {
    keyFindings + certificateFindings + folderFindings + metricsFindings + settingFindings + productionFindings
  }

  /// Makes what the server would make at its start of settings alone, and throws it away.
  private var keyFindings: [Finding] {
    var faults: [ConfigurationError] = []
    func attempt(_ step: () throws(ConfigurationError) -> Void) {
      do throws(ConfigurationError) { try step() } catch { faults.append(error) }
    }
    let tokens = configuration.tokens
    // Production has rules of its own for secrets, and without one development would make it now.
    let hasOwnSecret = configuration.environment == .development && tokens.secret != nil
    if tokens.keyFolder != nil || hasOwnSecret {
      attempt { () throws(ConfigurationError) in _ = try configuration.tokenKeys() }
    }
    if hasOwnSecret || tokens.serverSecret != nil && configuration.environment == .development {
      attempt { () throws(ConfigurationError) in _ = try configuration.serverSecret() }
    }
    if configuration.mail.smtpURL != nil {
      attempt { () throws(ConfigurationError) in _ = try configuration.makeMailSender() }
    }
    attempt { () throws(ConfigurationError) in
      _ = try configuration.makeLabContainers(configuration.makeClusterFetcher())
    }
    return faults.map { .problem("configuration.files", $0.description, "Correct it: Atlas does not start so.") }
  }

  // MARK: Certificate

  private var certificateFindings: [Finding] {
    guard let tls = configuration.tls else { return [] }
    do throws(TLSFileError) {
      let days = (try tls.certificateExpiry() - Int(Date().timeIntervalSince1970)) / 86_400
      return [Self.expiry(days: days)] + (tls.isPrivateKeyReadableByAll ? [Self.openKey(tls)] : [])
    } catch {
      return [.problem("tls.certificate", error.description, "Put the right PEM files there: Atlas does not start so.")]
    }
  }

  static func expiry(days: Int) -> Finding {
    let name = "tls.certificate"
    let renew = "Renew it: Atlas takes new files within a minute, without a restart."
    switch days {
    case ..<0: return .problem(name, "the certificate of TLS_CERTIFICATE has expired", renew)
    case ..<14: return .warning(name, "the certificate of TLS_CERTIFICATE expires in \(days) days", renew)
    default: return .ok(name, "certificate and key fit; they are good for \(days) days")
    }
  }

  private static func openKey(_ tls: TLSSettings) -> Finding {
    .warning(
      "tls.key", "every user of this machine can read \(tls.privateKeyPath)", "chmod o= \(tls.privateKeyPath)")
  }

  // MARK: Folders

  private var folderFindings: [Finding] {
    var findings: [Finding] = []
    if let folder = configuration.http.trustedDocuments,
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) == nil
    {
      findings.append(
        .problem(
          "configuration.files", "the folder \(folder) (ATLAS_TRUSTED_DOCUMENTS) cannot be read",
          "Put the documents there, or correct the variable."))
    }
    return findings
  }

  // MARK: Metrics

  /// Their listener asks nobody who they are.
  private var metricsFindings: [Finding] {
    let host = configuration.monitoring.host
    guard configuration.monitoring.port != nil, Self.isExposed(host) else { return [] }
    return [
      .warning(
        "metrics.address", "ATLAS_METRICS_HOST is \(host): whoever reaches the port reads metrics, without a password",
        "Set it to loopback or an address of a private network, or let only the monitoring reach ATLAS_METRICS_PORT.")
    ]
  }

  /// Whether an address can be reached from everywhere, as far as it is for the machine to say.
  static func isExposed(_ host: String) -> Bool {
    AtlasConfiguration.wildcards.contains(host) || PublicNetworks.contains(host)
  }

  // MARK: Production

  private var productionFindings: [Finding] {
    guard configuration.environment == .production else {
      let seen = "ATLAS_ENV is development"
      guard !["127.0.0.1", "::1", "localhost"].contains(configuration.host) else {
        return [.ok("production.rules", "\(seen); `atlas doctor --production` asks what it would take")]
      }
      return [
        .warning(
          "production.rules", "\(seen), and others can reach it: \(configuration.host)",
          "Set ATLAS_ENV to production: in development everybody may see SQL and metrics.")
      ]
    }
    let faults = configuration.productionFaults()
    guard faults.isEmpty else {
      return faults.map { .problem("production.rules", "\($0.variable) \($0.seen)", $0.remedy) }
    }
    return [.ok("production.rules", "no secret or setting of development")]
  }

  /// What production bears, but should not have to.
  private var settingFindings: [Finding] {
    guard configuration.environment == .production else { return [] }
    var findings: [Finding] = []
    func warn(_ seen: String, _ remedy: String) { findings.append(.warning("production.settings", seen, remedy)) }
    if !configuration.limits.countsFields {
      warn("ATLAS_FIELD_LIMITS is off: passwords and codes can be tried without a limit", "Unset it.")
    }
    if configuration.limits.requestsPerMinute == 0 || configuration.limits.points == 0 {
      warn("ATLAS_REQUESTS_PER_MINUTE or ATLAS_POINTS is 0: one client can take everything", "Unset it.")
    }
    if configuration.tokens.serverSecret == nil {
      warn(
        "ATLAS_SECRET is not set: ATLAS_JWT_SECRET cannot be replaced without it",
        "Set ATLAS_SECRET to what ATLAS_JWT_SECRET is now, and keep it.")
    }
    if configuration.http.crossOriginPolicy == nil {
      warn(
        "ATLAS_ALLOWED_ORIGINS is not set: pages of any origin may open a WebSocket",
        "Set it to the origins of your web pages.")
    }
    for origin in configuration.http.crossOriginPolicy?.allowedOrigins ?? [] where origin.hasPrefix("http://") {
      warn("ATLAS_ALLOWED_ORIGINS has \(origin), a page of a developer's machine", "Take it out of the list.")
    }
    if configuration.tls == nil, !configuration.limits.trustedProxies.hasAny {
      warn(
        "neither TLS_CERTIFICATE nor ATLAS_TRUSTED_PROXIES is set: behind a proxy, all clients look like one",
        "Set ATLAS_TRUSTED_PROXIES to the networks of the proxy that ends TLS.")
    }
    if configuration.mail.smtpURL?.lowercased().hasPrefix("smtp+insecure:") == true {
      warn("ATLAS_SMTP_URL sends mails in the clear", "Use smtp:// or smtps://.")
    }
    if configuration.mail.keepsFiles {
      warn("no mail leaves: ATLAS_SMTP_URL is files", "Set it to a server as soon as people sign up.")
    }
    if configuration.databaseURL != nil, configuration.objects.store?.hasPrefix("s3://") != true {
      warn(
        "files stay in a folder of this machine", "Set ATLAS_OBJECT_STORE to s3://bucket, or share the folder.")
    }
    if configuration.logLevel < .info {
      warn("LOG_LEVEL is \(configuration.logLevel.rawValue), which is for looking for faults", "Set it to info.")
    }
    return findings
  }
}

import Identity
import LabEnvironments
import Mail
import ObjectStorage
import OutboundHTTP

/// Servers of others, as far as asking costs nothing: a connection, or a HEAD without any key. Whoever answers, with
/// whatever status, is there.
struct ServiceCheck {
  let configuration: AtlasConfiguration

  func findings() async -> [Finding] {
    let fetcher = AsyncHTTPFetcher(timeout: .seconds(5))
    let clusterFetcher = configuration.makeClusterFetcher()
    let findings = await withTaskGroup(of: (Int, Finding).self) { group in
      for (index, service) in services.enumerated() {
        let fetcher = service.isCluster ? clusterFetcher ?? fetcher : fetcher
        group.addTask { (index, await service.finding(fetcher)) }
      }
      if let mail = try? configuration.mail.smtpURL.map({ _ in try configuration.smtpServer() }) {
        group.addTask { (.max, await Self.finding(mail)) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    await fetcher.shutdown()
    await clusterFetcher?.shutdown()
    return findings.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func finding(_ server: SMTPServerAddress) async -> Finding {
    guard await server.isReachable() else {
      return .warning(
        "service.mail", "\(server) (ATLAS_SMTP_URL) takes no connection",
        "Look at address, port and firewall; mails wait meanwhile.")
    }
    return .ok("service.mail", "\(server) takes connections")
  }

  private var services: [Service] {
    var services: [Service] = []
    func add(_ name: String, _ variable: String, _ url: OutboundURL?, isCluster: Bool = false) {
      guard let url else { return }
      services.append(Service(name: "service.\(name)", variable: variable, url: url, isCluster: isCluster))
    }
    add("objects", "ATLAS_OBJECT_STORE", (try? configuration.objects.s3())?.root)
    add("google", "OAUTH_GOOGLE_ISSUER", configuration.oauth.google?.issuer)
    add("github", "OAUTH_GITHUB_URL", configuration.oauth.github?.site)
    add("github_api", "OAUTH_GITHUB_API_URL", configuration.oauth.github?.api)
    add("model", "ATLAS_LLM_BASE_URL", configuration.tutor.model?.baseURL)
    add("embeddings", "ATLAS_EMBEDDINGS_URL", configuration.tutor.embeddings?.baseURL)
    add("kubernetes", "ATLAS_KUBERNETES_URL", configuration.labs.cluster?.server, isCluster: true)
    add("traces", "OTEL_EXPORTER_OTLP_ENDPOINT", configuration.tracing.endpoint)
    return services
  }
}

/// A server that speaks HTTP.
private struct Service: Sendable {
  let name: String
  let variable: String
  let url: OutboundURL
  /// Whether it is checked by the authority of the cluster.
  let isCluster: Bool

  func finding(_ fetcher: AsyncHTTPFetcher) async -> Finding {
    var request = OutboundRequest(.head, url)
    request.needsBody = false
    do throws(OutboundError) {
      _ = try await fetcher.fetch(request)
      return .ok(name, "\(url.host) answers")
    } catch {
      return .warning(
        name, "\(url.host):\(url.port) (\(variable)) does not answer: \(error)",
        "Look at the address, at firewalls, and at the certificates of this machine.")
    }
  }
}

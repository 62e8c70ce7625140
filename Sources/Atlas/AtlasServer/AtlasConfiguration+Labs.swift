public import Catalog
public import LabEnvironments
import Logging
import OutboundHTTP

extension AtlasConfiguration {
  /// What labs run in.
  public struct Labs: Sendable {
    /// Who makes environments.
    public enum Mode: String, Sendable {
      /// Databases for SQL labs, on the server of the database itself.
      case embedded
      /// The same, and containers in a Kubernetes cluster.
      case kubernetes
      /// Nobody: labs are graded by the text of solutions alone.
      case off
    }

    /// Who makes environments.
    public var mode = Mode.embedded
    /// How many pieces of SQL of learners this instance runs at once; twice as many may wait.
    public var concurrency = 4
    /// The cluster; nil where there are no containers.
    public var cluster: KubernetesSettings?
    /// A PEM file with the authority that the cluster's API server is checked by; nil: those of the system.
    public var clusterAuthority: String?
    /// What labs run in, whatever the mode is; for programs that bring their own.
    public var hosting: LabHosting?

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      if let value = variable("ATLAS_LABS") {
        guard let mode = Mode(rawValue: value) else {
          throw ConfigurationError("ATLAS_LABS must be embedded, kubernetes or off, not \"\(value)\".")
        }
        self.mode = mode
      }
      concurrency =
        try AtlasConfiguration.count("ATLAS_LAB_CONCURRENCY", variable("ATLAS_LAB_CONCURRENCY"), in: 1...64)
        ?? concurrency
      guard mode == .kubernetes else { return }
      cluster = try Self.cluster(variable)
      clusterAuthority = variable("ATLAS_KUBERNETES_AUTHORITY")
    }

    private static func cluster(_ variable: (String) -> String?) throws(ConfigurationError) -> KubernetesSettings {
      guard let server = OutboundURL(variable("ATLAS_KUBERNETES_URL") ?? "https://kubernetes.default.svc") else {
        throw ConfigurationError("ATLAS_KUBERNETES_URL must be an address such as https://kubernetes.default.svc.")
      }
      guard let images = variable("ATLAS_KUBERNETES_IMAGES") else {
        throw ConfigurationError("ATLAS_LABS=kubernetes needs ATLAS_KUBERNETES_IMAGES.")
      }
      var settings = KubernetesSettings(
        server: server,
        tokenFile: variable("ATLAS_KUBERNETES_TOKEN_FILE") ?? "/var/run/secrets/kubernetes.io/serviceaccount/token",
        namespacePrefix: variable("ATLAS_KUBERNETES_NAMESPACES") ?? "atlas-lab", imagePrefix: images,
        gatewayNamespace: variable("ATLAS_KUBERNETES_GATEWAY") ?? "ingress")
      settings.terminalURL = variable("ATLAS_KUBERNETES_TERMINALS")
      settings.region = variable("ATLAS_KUBERNETES_REGION")
      return settings
    }
  }

  /// What makes databases for SQL labs, on the server of the database; nil where nothing does. Grading ends in time for
  /// the request that waits for it.
  func makeLabDatabases(_ connection: String, _ logger: Logger) -> EmbeddedLabProvisioner? {
    guard labs.mode != .off, labs.hosting == nil else { return nil }
    var limits = SQLLabLimits()
    limits.concurrency = labs.concurrency
    limits.gradingTime = min(limits.gradingTime, requestTimeout * 0.8)
    return EmbeddedLabProvisioner(connectionString: connection, limits: limits, logger: logger)
  }

  /// What asks the cluster's API server; nil where there is none. Whoever takes it shuts it down.
  func makeClusterFetcher() -> AsyncHTTPFetcher? {
    labs.cluster == nil ? nil : AsyncHTTPFetcher(bodyLimit: 1 << 20, authorityFile: labs.clusterAuthority)
  }

  /// What makes containers for labs; nil where nothing does.
  ///
  /// - Throws: `ConfigurationError` for settings that make no names.
  func makeLabContainers(_ fetcher: AsyncHTTPFetcher?) throws(ConfigurationError) -> KubernetesLabProvisioner? {
    guard let cluster = labs.cluster, let fetcher, labs.hosting == nil else { return nil }
    do {
      return try KubernetesLabProvisioner(cluster, fetcher: fetcher)
    } catch {
      throw ConfigurationError("The settings of Kubernetes cannot be used: \(error.message).")
    }
  }
}

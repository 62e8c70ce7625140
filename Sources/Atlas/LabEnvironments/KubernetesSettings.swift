public import OutboundHTTP

/// How a Kubernetes cluster is reached, and what a lab gets of it.
public struct KubernetesSettings: Sendable {
  /// The API server, such as `https://kubernetes.default.svc`.
  public var server: OutboundURL
  /// The file with the bearer token of our service account. It is read for each request, since the cluster renews it.
  public var tokenFile: String
  /// What all namespaces of this installation begin with: letters, digits and hyphens, at most 40.
  public var namespacePrefix: String
  /// What the name of a lab's image must begin with, such as `registry.example/labs/`.
  public var imagePrefix: String
  /// The address of a terminal; `{namespace}` stands for that of the run. Nil: terminals cannot be reached.
  public var terminalURL: String?
  /// The port that the image's terminal listens on.
  public var terminalPort = 7681
  /// The label `kubernetes.io/metadata.name` of the namespace whose pods may reach terminals.
  public var gatewayNamespace: String
  /// The name of the cluster's region; a lab that is wanted elsewhere is refused.
  public var region: String?
  /// How long a pod may run, all extensions included: the cluster ends it then, whatever becomes of us. The
  /// deadline of a pod that runs can only be shortened, so it is not that of the environment.
  public var longestLifeSeconds = 14_400
  /// Processor, memory and disk of a lab, in the cluster's notation.
  public var resources = Resources()

  /// What a lab may use at most.
  public struct Resources: Sendable {
    /// Processors.
    public var cpu = "500m"
    /// Memory.
    public var memory = "512Mi"
    /// What a container may write to its own disk.
    public var storage = "1Gi"

    /// The defaults.
    public init() {}
  }

  /// A cluster.
  public init(
    server: OutboundURL, tokenFile: String, namespacePrefix: String, imagePrefix: String, gatewayNamespace: String
  ) {
    self.server = server
    self.tokenFile = tokenFile
    self.namespacePrefix = namespacePrefix
    self.imagePrefix = imagePrefix
    self.gatewayNamespace = gatewayNamespace
  }
}

extension KubernetesSettings {
  /// Whether the prefix and the number of a run make a DNS label (RFC 1123).
  var isUsable: Bool {
    let prefix = namespacePrefix.utf8
    let isPlain = prefix.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    return isPlain && prefix.first.map { (0x61...0x7A).contains($0) } == true && prefix.count <= 40
      && !imagePrefix.isEmpty
  }

  func namespace(ofRun run: Int64) -> String { "\(namespacePrefix)-\(run)" }

  func terminalURL(ofRun run: Int64) -> String? {
    terminalURL?.replacing("{namespace}", with: namespace(ofRun: run))
  }
}

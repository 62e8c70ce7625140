import GraphQLJSON
public import OutboundHTTP

/// Makes environments as namespaces of a Kubernetes cluster, one for each run, with one pod that has a terminal.
///
/// Our service account needs, for the whole cluster, the verbs create, delete, get and list on namespaces, create on
/// resourcequotas, limitranges, networkpolicies and services, and create and get on pods.
public struct KubernetesLabProvisioner: LabProvisioner {
  public let name = "kubernetes"
  private let settings: KubernetesSettings
  private let api: KubernetesAPI

  /// - Parameters:
  ///   - settings: the cluster.
  ///   - fetcher: asks the API server, whose certificate it must trust. Answers may have a megabyte.
  /// - Throws: when the settings make no valid names.
  public init(_ settings: KubernetesSettings, fetcher: any HTTPFetcher) throws(LabEnvironmentError) {
    try self.init(settings, fetcher: fetcher) { try await Task.sleep(for: $0) }
  }

  init(
    _ settings: KubernetesSettings, fetcher: any HTTPFetcher, pause: @escaping @Sendable (Duration) async throws -> Void
  ) throws(LabEnvironmentError) {
    guard settings.isUsable else {
      throw LabEnvironmentError(
        .invalid, "the prefix of namespaces is no beginning of a DNS label, or images have none")
    }
    self.settings = settings
    api = KubernetesAPI(settings: settings, fetcher: fetcher, pause: pause)
  }

  public func provision(
    _ specification: EnvironmentSpecification
  ) async throws(LabEnvironmentError) -> ProvisionedEnvironment {
    let objects = KubernetesObjects(
      settings: settings, specification: specification, image: try image(specification))
    var environment = ProvisionedEnvironment(
      status: .pending, terminalURL: settings.terminalURL(ofRun: specification.run), region: settings.region)
    _ = try await make("/api/v1/namespaces", objects.namespace)
    for (collection, object) in objects.contents {
      // An earlier namespace of the run is still on its way out: the next call finds it gone.
      guard try await make(collection, object) else { return environment }
    }
    environment.status = try await podStatus(specification.run)
    return environment
  }

  /// The image of a specification that can be met here.
  private func image(_ specification: EnvironmentSpecification) throws(LabEnvironmentError) -> String {
    guard case .container(let image) = specification.kind else {
      throw LabEnvironmentError(.unsupported, "Kubernetes runs labs of containers only")
    }
    let isPlain = image.utf8.allSatisfy { (0x21...0x7E).contains($0) } && image.utf8.count <= 300
    guard isPlain, image.utf8.starts(with: settings.imagePrefix.utf8), specification.run >= 0 else {
      throw LabEnvironmentError(.invalid, "images of labs begin with \(settings.imagePrefix)")
    }
    if let region = specification.region, region != settings.region {
      throw LabEnvironmentError(.invalid, "there is no cluster in that region")
    }
    return image
  }

  public func remove(run: Int64) async throws(LabEnvironmentError) {
    let answer = try await api.ask(.delete, "/api/v1/namespaces/\(settings.namespace(ofRun: run))")
    // Gone already, or on its way.
    guard !answer.isSuccess, answer.status != 404, answer.status != 409 else { return }
    throw LabEnvironmentError(answer)
  }

  public func existing() async throws(LabEnvironmentError) -> [Int64] {
    var runs: [Int64] = []
    var rest: String?
    repeat {
      let page = try await api.ask(.get, listPath(after: rest))
      guard page.isSuccess else { throw LabEnvironmentError(page) }
      for item in page.body["items"]?.arrayValue ?? [] {
        if let run = run(of: item.objectValue?["metadata"]?.objectValue) { runs.append(run) }
      }
      rest = page.body["metadata"]?.objectValue?["continue"]?.stringValue
    } while rest?.isEmpty == false
    return runs.sorted()
  }

  private func listPath(after rest: String?) -> String {
    let selector = "\(KubernetesObjects.installationLabel)%3D\(settings.namespacePrefix)"
    return "/api/v1/namespaces?labelSelector=\(selector)&limit=250"
      + (rest.map { $0.isEmpty ? "" : "&continue=\($0.percentEncoded)" } ?? "")
  }

  /// The run of a namespace that is not on its way out.
  private func run(of metadata: JSONObject?) -> Int64? {
    guard let metadata, metadata["deletionTimestamp"] == nil else { return nil }
    return metadata["labels"]?.objectValue?[KubernetesObjects.runLabel]?.stringValue.flatMap { Int64($0) }
  }
}

extension KubernetesLabProvisioner {
  /// Makes an object, or finds it made; false when its namespace is on its way out.
  private func make(_ collection: String, _ object: KubernetesObject) async throws(LabEnvironmentError) -> Bool {
    let answer = try await api.ask(.post, collection, object)
    if answer.isSuccess || answer.status == 409 && !answer.isTerminating { return true }
    if answer.isTerminating { return false }
    throw LabEnvironmentError(answer)
  }

  private func podStatus(_ run: Int64) async throws(LabEnvironmentError) -> ProvisionedEnvironment.Status {
    let path = "/api/v1/namespaces/\(settings.namespace(ofRun: run))/pods/\(KubernetesObjects.name)"
    let answer = try await api.ask(.get, path)
    // It was there a moment ago: the namespace is being emptied.
    if answer.status == 404 { return .pending }
    guard answer.isSuccess, let status = answer.body["status"]?.objectValue else { throw LabEnvironmentError(answer) }
    switch status["phase"]?.stringValue {
    case "Failed"?, "Succeeded"?: throw LabEnvironmentError(.missing, "the pod of run \(run) has ended")
    case "Running"? where isReady(status): return .ready
    default: return .pending
    }
  }

  private func isReady(_ status: JSONObject) -> Bool {
    (status["conditions"]?.arrayValue ?? []).contains { condition in
      condition.objectValue?["type"] == .string("Ready") && condition.objectValue?["status"] == .string("True")
    }
  }
}

extension LabEnvironmentError {
  /// What a refusal of the API server means.
  fileprivate init(_ answer: KubernetesAPI.Answer) {
    let text = "the Kubernetes API server answers \(answer.status): \(answer.message.prefix(200))"
    switch answer.status {
    // The status of a full quota is that of a missing right; only its words are its own.
    case 403 where answer.message.contains("exceeded quota"): self.init(.quotaExceeded, text)
    case 401, 403: self.init(.unavailable, text)
    case 400, 413, 422: self.init(.invalid, text)
    default: self.init(.unreachable, text)
    }
  }
}

extension String {
  /// RFC 3986, section 2.1: all but unreserved characters.
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

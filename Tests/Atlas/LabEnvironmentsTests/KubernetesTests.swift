import Glibc
import OutboundHTTP
import Postgres
import Synchronization
import Testing

@testable import LabEnvironments

@Suite("Environments in Kubernetes")
struct KubernetesTests {
  private typealias Recordings = KubernetesRecordings

  private static func specification(
    _ kind: EnvironmentKind = .container(image: "registry.example/labs/shell:1"), region: String? = nil
  ) -> EnvironmentSpecification {
    EnvironmentSpecification(run: 7, lab: 3, user: 5, kind: kind, region: region, expiresAt: .now)
  }

  @Test("a namespace with its limits, a pod and its service are made; the pod is waited for")
  func making() async throws {
    let exchanges =
      Recordings.making(status: 201, answer: "{}") + [Recordings.podIs("Pending", ready: "False")]
      + Recordings.making(status: 409, answer: Recordings.alreadyExists)
      + [Recordings.podIs("Running", ready: "False")]
      + Recordings.making(status: 409, answer: Recordings.alreadyExists) + [Recordings.podIs("Running", ready: "True")]
    try await Cluster.play(exchanges) { (cluster) async throws in
      for status in [ProvisionedEnvironment.Status.pending, .pending, .ready] {
        let environment = try await cluster.provisioner.provision(Self.specification())
        #expect(
          environment
            == ProvisionedEnvironment(
              status: status, terminalURL: "https://labs.example/atlas-lab-7/", region: "eu-1"))
      }
    }
  }

  @Test("a pod that has ended is no environment")
  func ended() async throws {
    let exchanges =
      Recordings.making(status: 409, answer: Recordings.alreadyExists) + [Recordings.podIs("Failed", ready: "False")]
    try await Cluster.play(exchanges) { (cluster) async throws in
      #expect(await failure { try await cluster.provisioner.provision(Self.specification()) }?.code == .missing)
    }
  }

  @Test("a full quota can be tried again later, a right that is missing cannot")
  func refusals() async throws {
    let denied = Recordings.status(403, "Forbidden", "namespaces is forbidden: User cannot create resource")
    let invalid = Recordings.status(422, "Invalid", "Pod lab is invalid")
    for (status, answer, code, isRetryable) in [
      (403, Recordings.quotaExceeded, LabEnvironmentError.Code.quotaExceeded, true),
      (403, denied, .unavailable, false), (422, invalid, .invalid, false),
    ] {
      let exchange = Exchange(request: "POST /api/v1/namespaces", status: status, answer: answer)
      try await Cluster.play([exchange]) { (cluster) async throws in
        let error = await failure { try await cluster.provisioner.provision(Self.specification()) }
        #expect(error?.code == code && error?.isRetryable == isRetryable)
      }
    }
  }

  @Test("while the namespace of before is on its way out the new one is pending")
  func terminating() async throws {
    let exchanges = [
      Exchange(request: "POST /api/v1/namespaces", status: 409, answer: Recordings.alreadyExists),
      Exchange(request: "POST \(Recordings.own)resourcequotas", status: 403, answer: Recordings.terminating),
    ]
    try await Cluster.play(exchanges) { (cluster) async throws in
      #expect(try await cluster.provisioner.provision(Self.specification()).status == .pending)
    }
  }

  @Test("a token that has been renewed is read again")
  func renewedToken() async throws {
    let path = "/api/v1/namespaces/atlas-lab-7"
    let exchanges = [
      Exchange(request: "DELETE \(path)", status: 401, answer: Recordings.status(401, "Unauthorized", "Unauthorized")),
      Exchange(request: "DELETE \(path)", token: "token-2", status: 200),
    ]
    try await Cluster.play(exchanges) { (cluster) async throws in
      cluster.onPause { try cluster.write(token: "token-2\n") }
      try await cluster.provisioner.remove(run: 7)
    }
  }

  @Test("a busy server and one that does not answer are asked again, four times in all")
  func retries() async throws {
    let request = "DELETE /api/v1/namespaces/atlas-lab-7"
    let outcomes: [([Int?], LabEnvironmentError.Code?)] = [
      ([429, 500, 503, 202], nil), ([nil, 200], nil), ([503, 503, 503, 503], .unreachable),
      ([401, 401, 401, 401], .unavailable), ([nil, nil, nil, nil], .unreachable),
    ]
    for (statuses, code) in outcomes {
      let exchanges = statuses.map { Exchange(request: request, status: $0) }
      try await Cluster.play(exchanges, timeout: statuses.contains(nil) ? .milliseconds(300) : .seconds(30)) {
        (cluster) async throws in
        let error = await failure { try await cluster.provisioner.remove(run: 7) }
        #expect(error?.code == code, "\(statuses)")
        #expect(cluster.pauses == statuses.count - 1)
      }
    }
  }

  @Test("what is gone, or on its way, needs no removing", arguments: [200, 202, 404, 409])
  func removing(status: Int) async throws {
    let exchange = Exchange(request: "DELETE /api/v1/namespaces/atlas-lab-7", status: status)
    try await Cluster.play([exchange]) { (cluster) async throws in try await cluster.provisioner.remove(run: 7) }
  }

  @Test("namespaces are listed page by page, without those on their way out")
  func listing() async throws {
    let path = "/api/v1/namespaces?labelSelector=atlas-installation%3Datlas-lab&limit=250"
    let first = """
      {"kind": "NamespaceList", "metadata": {"continue": "a/b+c="}, "items": [
        {"metadata": {"name": "atlas-lab-9", "labels": {"atlas-run": "9"}}},
        {"metadata": {"name": "atlas-lab-8", "deletionTimestamp": "2026-01-01T00:00:00Z",
          "labels": {"atlas-run": "8"}}}]}
      """
    let second = """
      {"kind": "NamespaceList", "metadata": {"continue": ""}, "items": [
        {"metadata": {"name": "atlas-lab-7", "labels": {"atlas-run": "7"}}}, {"metadata": {"name": "x"}}]}
      """
    let exchanges = [
      Exchange(request: "GET \(path)", status: 200, answer: first),
      Exchange(request: "GET \(path)&continue=a%2Fb%2Bc%3D", status: 200, answer: second),
    ]
    try await Cluster.play(exchanges) { (cluster) async throws in
      #expect(try await cluster.provisioner.existing() == [7, 9])
    }
  }

  @Test("what cannot be met is refused before anybody is asked")
  func refusedBefore() async throws {
    try await Cluster.play([]) { (cluster) async throws in
      for (specification, code) in [
        (Self.specification(.rules), LabEnvironmentError.Code.unsupported),
        (Self.specification(.sql(setup: "")), .unsupported),
        (Self.specification(.container(image: "elsewhere.example/shell")), .invalid),
        (Self.specification(.container(image: "registry.example/labs/a b")), .invalid),
        (Self.specification(region: "us-1"), .invalid),
      ] {
        #expect(await failure { try await cluster.provisioner.provision(specification) }?.code == code)
      }
      for token in ["", "two words", "a\r\nX-Injected: b"] {
        try cluster.write(token: token)
        #expect(await failure { try await cluster.provisioner.provision(Self.specification()) }?.code == .unavailable)
      }
    }
  }

  @Test("names of namespaces are DNS labels", arguments: ["", "Atlas", "-atlas", "9atlas", "at.las", "äh"])
  func names(prefix: String) throws {
    let url = try #require(OutboundURL("https://kubernetes.default.svc"))
    let settings = KubernetesSettings(
      server: url, tokenFile: "/token", namespacePrefix: prefix, imagePrefix: "a/", gatewayNamespace: "gateway")
    #expect(throws: LabEnvironmentError.self) { try KubernetesLabProvisioner(settings, fetcher: NobodyAsked()) }
  }

  private struct NobodyAsked: HTTPFetcher {
    func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse { throw .unreachable }
  }
}

/// A provisioner in front of recorded exchanges, with a token in a file of its own.
private final class Cluster: Sendable {
  let provisioner: KubernetesLabProvisioner
  private let tokenFile: String
  private let pausing: Pausing

  private final class Pausing: Sendable {
    let state = Mutex<(count: Int, action: @Sendable () throws -> Void)>((0, {}))
  }

  private init(_ url: OutboundURL, tokenFile: String, fetcher: any HTTPFetcher) throws {
    let pausing = Pausing()
    (self.tokenFile, self.pausing) = (tokenFile, pausing)
    var settings = KubernetesSettings(
      server: url, tokenFile: tokenFile, namespacePrefix: "atlas-lab", imagePrefix: "registry.example/labs/",
      gatewayNamespace: "gateway")
    settings.terminalURL = "https://labs.example/{namespace}/"
    settings.region = "eu-1"
    provisioner = try KubernetesLabProvisioner(settings, fetcher: fetcher) { _ in
      try pausing.state.withLock { state in
        state.count += 1
        try state.action()
      }
    }
  }

  /// How often it was waited before the next try.
  var pauses: Int { pausing.state.withLock { $0.count } }

  func onPause(_ action: @escaping @Sendable () throws -> Void) { pausing.state.withLock { $0.action = action } }

  func write(token: String) throws {
    guard let file = unsafe fopen(tokenFile, "w") else { throw NoFile() }
    defer { unsafe fclose(file) }
    unsafe fputs(token, file)
  }

  static func play(
    _ exchanges: [Exchange], timeout: Duration = .seconds(30), _ body: (Cluster) async throws -> Void
  ) async throws {
    let tokenFile = try makeFile()
    let fetcher = AsyncHTTPFetcher(timeout: timeout, bodyLimit: 1 << 20)
    let result: Result<Void, any Error>
    do {
      result = .success(
        try await RecordedServer.play(exchanges) { url in
          let cluster = try Cluster(url, tokenFile: tokenFile, fetcher: fetcher)
          try cluster.write(token: "token-1")
          try await body(cluster)
        })
    } catch {
      result = .failure(error)
    }
    await fetcher.shutdown()
    unsafe unlink(tokenFile)
    try result.get()
  }

  private struct NoFile: Error {}

  private static func makeFile() throws -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/token-XXXXXX").utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw NoFile() }
    close(descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

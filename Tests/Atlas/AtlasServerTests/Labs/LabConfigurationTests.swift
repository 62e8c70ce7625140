import LabEnvironments
import OutboundHTTP
import Testing

@testable import AtlasServer

@Suite("The settings of what labs run in")
struct LabConfigurationTests {
  private func labs(_ variables: [String: String]) throws -> AtlasConfiguration.Labs {
    try AtlasConfiguration.Labs { variables[$0] }
  }

  @Test("labs run in databases unless somebody says otherwise")
  func modes() throws {
    #expect(try labs([:]).mode == .embedded)
    #expect(try labs(["ATLAS_LABS": "off"]).mode == .off)
    #expect(try labs(["ATLAS_LAB_CONCURRENCY": "9"]).concurrency == 9)
    #expect(try labs([:]).cluster == nil)
    #expect(throws: ConfigurationError.self) { try labs(["ATLAS_LABS": "docker"]) }
    #expect(throws: ConfigurationError.self) { try labs(["ATLAS_LAB_CONCURRENCY": "0"]) }
  }

  @Test("a cluster needs to know whose images it may run, and how its own names begin")
  func cluster() async throws {
    #expect(throws: ConfigurationError.self) { try labs(["ATLAS_LABS": "kubernetes"]) }
    var variables = ["ATLAS_LABS": "kubernetes", "ATLAS_KUBERNETES_IMAGES": "registry.example/labs/"]
    let cluster = try #require(try labs(variables).cluster)
    #expect(cluster.server.text == "https://kubernetes.default.svc")
    #expect(cluster.namespacePrefix == "atlas-lab")
    variables["ATLAS_KUBERNETES_URL"] = "kubernetes"
    #expect(throws: ConfigurationError.self) { try labs(variables) }
    variables["ATLAS_KUBERNETES_URL"] = nil
    variables["ATLAS_KUBERNETES_NAMESPACES"] = "Not A Label"
    var configuration = AtlasConfiguration()
    configuration.labs = try labs(variables)
    let fetcher = AsyncHTTPFetcher()
    #expect(throws: ConfigurationError.self) { try configuration.makeLabContainers(fetcher) }
    await fetcher.shutdown()
  }
}

import Postgres
import Testing

@testable import LabEnvironments

@Suite("Several provisioners as one")
struct LabProvisionersTests {
  private struct Fake: LabProvisioner {
    let name: String
    let kind: EnvironmentKind
    let runs: [Int64]

    func provision(
      _ specification: EnvironmentSpecification
    ) async throws(LabEnvironmentError) -> ProvisionedEnvironment {
      guard specification.kind == kind else { throw LabEnvironmentError(.unsupported, name) }
      return ProvisionedEnvironment(status: .ready, region: name)
    }

    func remove(run: Int64) async throws(LabEnvironmentError) {}

    func existing() async throws(LabEnvironmentError) -> [Int64] { runs }
  }

  @Test("each kind goes to the one that makes it, and all are asked what they have")
  func kinds() async throws {
    let image = EnvironmentKind.container(image: "a")
    let labs = LabProvisioners([
      Fake(name: "one", kind: .rules, runs: [3, 1]), Fake(name: "two", kind: image, runs: [2, 3]),
    ])
    var specification = EnvironmentSpecification(run: 1, lab: 1, user: 1, kind: .rules, expiresAt: .now)
    #expect(try await labs.provision(specification).region == "one")
    specification.kind = image
    #expect(try await labs.provision(specification).region == "two")
    specification.kind = .sql(setup: "")
    #expect(await failure { try await labs.provision(specification) }?.code == .unsupported)
    #expect(try await labs.existing() == [1, 2, 3] && labs.name == "one+two")
  }
}

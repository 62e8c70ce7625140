/// Several provisioners as one: an environment is made by the first that makes such environments.
public struct LabProvisioners: LabProvisioner {
  private let provisioners: [any LabProvisioner]

  /// Those that are asked, in order.
  public init(_ provisioners: [any LabProvisioner]) { self.provisioners = provisioners }

  public var name: String { provisioners.map(\.name).joined(separator: "+") }

  public func provision(
    _ specification: EnvironmentSpecification
  ) async throws(LabEnvironmentError) -> ProvisionedEnvironment {
    for provisioner in provisioners {
      do throws(LabEnvironmentError) {
        return try await provisioner.provision(specification)
      } catch {
        guard error.code == .unsupported else { throw error }
      }
    }
    throw LabEnvironmentError(.unsupported, "nothing here makes environments of that kind")
  }

  public func remove(run: Int64) async throws(LabEnvironmentError) {
    for provisioner in provisioners { try await provisioner.remove(run: run) }
  }

  public func existing() async throws(LabEnvironmentError) -> [Int64] {
    var runs: Set<Int64> = []
    for provisioner in provisioners { runs.formUnion(try await provisioner.existing()) }
    return runs.sorted()
  }
}

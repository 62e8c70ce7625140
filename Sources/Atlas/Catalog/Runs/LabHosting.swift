import AtlasKernel
import GraphQLSyntax
public import LabEnvironments

/// What labs run in on this server, as its operator has set it up.
public struct LabHosting: Sendable {
  /// Where the SQL of learners runs; nil where nobody can run it.
  let databases: (any LabProvisioner & SQLLabRunner)?
  /// Where labs with images run; nil where nobody can run them.
  let containers: (any LabProvisioner)?

  /// Where labs run.
  public init(databases: (any LabProvisioner & SQLLabRunner)?, containers: (any LabProvisioner)?) {
    self.databases = databases
    self.containers = containers
  }

  /// Nowhere: labs are graded by the text of solutions alone.
  public static let none = LabHosting(databases: nil, containers: nil)

  /// The kinds of environments that can be made, as the table of labs names them.
  var kinds: [String] { LabEnvironmentKind.allCases.filter { provisioner(of: $0) != nil }.map(\.rawValue) }

  /// All who make environments.
  var provisioners: [any LabProvisioner] { LabEnvironmentKind.allCases.compactMap { provisioner(of: $0) } }

  /// Who makes environments of a kind.
  func provisioner(of kind: LabEnvironmentKind) -> (any LabProvisioner)? {
    switch kind {
    case .sql: databases
    case .container: containers
    }
  }

  static let unavailable = GraphQLError(
    "This server does not run labs of this kind at the moment.", code: .unavailable)
}

/// What a lab runs in, as the tables name it.
enum LabEnvironmentKind: String, CaseIterable, Sendable {
  case sql = "SQL"
  case container = "CONTAINER"

  /// What a provisioner is told.
  ///
  /// - Parameter text: the SQL that the database begins with, or the image of the container.
  func specification(_ text: String) -> EnvironmentKind {
    switch self {
    case .sql: .sql(setup: text)
    case .container: .container(image: text)
    }
  }
}

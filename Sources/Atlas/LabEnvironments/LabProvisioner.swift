// LabEnvironments: what a lab runs in, and how solutions are run there.
//
// Neighbours: Catalog decides when an environment begins and ends and keeps its row; this module makes and removes it.
// Invariant: making and removing may be repeated: an environment that is there is not made twice, and one that is gone
// is no error.

/// Makes and removes environments.
public protocol LabProvisioner: Sendable {
  /// A name for logs.
  var name: String { get }

  /// Makes the environment of a run, or finds it made. Called again, it tells how far a pending one has come.
  ///
  /// - Throws: when there will be none; ``LabEnvironmentError/isRetryable`` says whether to try again.
  func provision(
    _ specification: EnvironmentSpecification
  ) async throws(LabEnvironmentError) -> ProvisionedEnvironment

  /// Removes the environment of a run with all that is in it. One that is not there is no error.
  func remove(run: Int64) async throws(LabEnvironmentError)

  /// The runs that have an environment, whoever made it: what a sweeper compares with the runs that should have one.
  func existing() async throws(LabEnvironmentError) -> [Int64]
}

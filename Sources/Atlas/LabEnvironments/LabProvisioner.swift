// LabEnvironments: what a lab runs in, and how solutions are run there.
//
// Neighbours: Catalog decides when an environment begins and ends and keeps its row; this module makes and removes it.
// Invariant: making and removing may be repeated: an environment that is there is not made twice, and one that is gone is
// no error.

/// Makes and removes environments.
public protocol LabProvisioner: Sendable {
  /// A name for logs.
  var name: String { get }
}

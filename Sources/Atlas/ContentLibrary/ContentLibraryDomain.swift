// ContentLibrary: contents that people bring, and the learning atoms they are cut into.
//
// Neighbours: Files holds the originals, Atomizer cuts, Jobs runs what takes long; Progress learns of completed atoms.
// Invariant: prerequisites have no cycle.

public import GraphQLExecution

/// Contents and atoms.
public struct ContentLibraryDomain: Sendable {
  public init() {}

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    registerPendingContent(in: &map)
  }
}

// ObjectStorage: where bytes too large for rows are kept.
//
// Neighbours: Files decides who may write and read which object; AtlasServer makes the store that the configuration names.
// Invariant: an object is whole or absent, and its key never comes from a client.

/// Keeps objects by key; the embedded default is a folder, the real one S3.
public protocol ObjectStore: Sendable {
  /// Whether there is an object with this key.
  func contains(_ key: String) async throws -> Bool
}

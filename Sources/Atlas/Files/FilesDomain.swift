// Files: uploads, and the files that they become.
//
// Neighbours: ObjectStorage holds the bytes; domains claim uploads and refer to files by key.
// Invariant: a file's bytes are there before its row is, and its row is gone before they are.

public import GraphQLExecution

/// Uploads and files.
public struct FilesDomain: Sendable {
  public init() {}

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    registerPendingFiles(in: &map)
  }
}

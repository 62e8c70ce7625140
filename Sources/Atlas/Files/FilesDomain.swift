// Files: uploads, and the files that they become.
//
// Neighbours: ObjectStorage holds the bytes; domains claim uploads (ReceivedUpload.swift) or keep what they made
// (StoredObject.swift), refer to files by a foreign key, show them with `.file` (FileAsset.swift), and delete them with
// what referred to them (FileRemoval). AtlasServer carries PUT and GET (UploadReceiving.swift, FileDownload.swift).
// Invariant: a file's bytes are there before its row is, and its row is gone before they are.

public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
public import ObjectStorage

/// Uploads and files.
public struct FilesDomain: Sendable {
  let store: any ObjectStore
  let links: FileLinks
  let receiving = UploadsInProgress()

  /// - Parameters:
  ///   - store: keeps the bytes.
  ///   - secret: what addresses are signed with: the same in all instances.
  ///   - publicURL: what addresses of ours begin with, without a slash at the end.
  public init(store: any ObjectStore, secret: ServerSecret, publicURL: String) {
    self.store = store
    links = FileLinks(secret: secret, publicURL: publicURL)
  }

  /// Adds the fields and entity loaders of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(FileAssetRow.fields(self))
    map.add(UploadTicket.resolvers)
    map.add(
      API.CreateUploadPayload.Fields<Payload<UploadTicket>>(
        upload: .batch { payloads, _, _ in .objects(payloads.map(\.outcome)) }, userErrors: .userErrors()))
    map.add(entity: API.FileAsset.typeName, FileAssetRow.loader)
    // No client can name this one; what refers to a file does.
    map.add(entity: FileAssetRow.referredName, FileAssetRow.referredLoader)
  }

  /// `Mutation.createUpload`.
  public var createUpload: FieldResolver<Root, API.Mutation.CreateUploadArguments, API.CreateUploadPayload> {
    .payload { [store, links] arguments, context in
      let access = store.access
      let isDirect = if case .direct = access { true } else { false }
      return try await NewUpload(arguments.input, isDirect: isDirect).create(access, links, context)
    }
  }

  /// What this domain no longer needs.
  public static let sweeps = [
    Sweep(UploadStatements.sweep(batchSize: 200), batchSize: 200),
    Sweep(UploadStatements.sweepDays(batchSize: 1_000), batchSize: 1_000),
    Sweep(FileStatements.sweep(batchSize: 200), batchSize: 200),
  ]
}

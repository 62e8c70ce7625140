import AtlasAPI
import AtlasKernel
public import GraphQLExecution
public import GraphQLPostgres
import ObjectStorage
import Postgres

/// A row of `files`.
public struct FileAssetRow: RowRecord {
  public let row: Row

  public init(row: Row) { self.row = row }

  static let id = RowColumn<Int64>("id")
  static let filename = RowColumn<String>("filename")
  static let mimeType = RowColumn<String>("mime_type")
  static let size = RowColumn<Int64>("size")
  static let sha256 = RowColumn<String>("sha256")
  static let objectKey = RowColumn<String>("object_key")

  /// Whom the loader of references answers to; no type of the schema has this name.
  static let referredName = "FileAsset that is referred to"

  /// A user's own files by row key.
  static let loader = RowLoader<FileAssetRow>(key: id) { keys, context in
    FileStatements.own(keys, userID: context.viewer?.userID)
  }

  /// Files by row key, for those who may see what refers to them.
  static let referredLoader = RowLoader<FileAssetRow>(key: id) { keys, _ in FileStatements.referred(keys) }

  /// The resolvers of `FileAsset`.
  static func fields(_ files: FilesDomain) -> API.FileAsset.Fields<FileAssetRow> {
    API.FileAsset.Fields(
      id: .globalID(.file, id),
      filename: .column(filename),
      mimeType: .column(mimeType),
      size: .column(size),
      url: .value { files.address(of: $0) ?? "" },
      checksumSha256: .column(sha256))
  }
}

extension FilesDomain {
  /// Where a file can be fetched by anyone, for an hour or two: the end is a full hour, so that an address stays the
  /// same for a while and caches of browsers find it.
  func address(of file: FileAssetRow) -> String? {
    let row = file.row
    let expiresAt = (Int(PostgresTimestamp.now.microsecondsSince1970 / 3_600_000_000) + 2) * 3600
    switch store.access {
    case .throughServer:
      return links.address(.download, String(row[FileAssetRow.id]), expiresAt: expiresAt)
    case .direct(let signing):
      guard let key = ObjectKey(row[FileAssetRow.objectKey]) else { return nil }
      let type = row[FileAssetRow.mimeType]
      let form = DownloadForm(
        mediaType: type,
        disposition: FileName.disposition(
          of: row[FileAssetRow.filename], isInline: FileType(type)?.isInline ?? false))
      return signing.download(key, as: form, expiresAt: expiresAt)
    }
  }
}

extension LoadRequest {
  /// The files that rows refer to, by row key; nil for null. Whoever may see the rows may see them.
  ///
  /// - Parameter finish: turns the column of files into the field's column: a list, for example.
  public static func files(
    _ ids: [Int64?], finish: @escaping @Sendable (Column) -> Column = { $0 }
  ) -> LoadRequest {
    LoadRequest(FileAssetRow.referredName, keys: ids, finish: finish)
  }

  /// The addresses of the files that rows refer to, by row key; null where there is none.
  public static func fileAddresses(_ ids: [Int64?], _ files: FilesDomain) -> LoadRequest {
    .leaves(FileAssetRow.referredName, keys: ids, of: FileAssetRow.self) { batch in
      let addresses = batch.map { files.address(of: $0) }
      return LeafColumn { position, writer in addresses[position].write(into: &writer) }
    }
  }
}

extension FieldResolver where Source: RowRecord {
  /// The file that a column refers to: whoever sees the row sees the file. `reference` would show them only their own.
  public static func file<Composite: CompositeOutput>(_ column: RowColumn<Int64?>) -> Self
  where Output == Composite? {
    Self(reads: .part(column.name)) { parents, _, _ in .loading(.files(parents.storage.values(column))) }
  }
}

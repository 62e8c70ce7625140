import FoundationEssentials
public import GraphQLHTTP

extension AtlasConfiguration {
  /// What is decided about files that come with a request.
  public struct Uploads: Sendable {
    /// How many files a request may have, and how large they may be.
    public var limits = UploadSettings()
    /// Where the files lie while their requests are answered; nil: in a folder under `home`.
    public var folder: String?
    /// How large the files of all requests may be together at any time, in bytes.
    public var folderBytesLimit = 1 << 30

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment; nil where requests with files are refused.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init?(_ variable: (String) -> String?) throws(ConfigurationError) {
      guard try HTTP.choice("ATLAS_UPLOADS", variable, HTTP.switches) == true else { return nil }
      func number(_ name: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        try AtlasConfiguration.count(name, variable(name), in: range)
      }
      let bytes = 1...1 << 40
      limits.filesLimit = try number("ATLAS_UPLOAD_FILES", in: 1...1_000) ?? limits.filesLimit
      limits.fileBytesLimit = try number("ATLAS_UPLOAD_FILE_BYTES", in: bytes) ?? limits.fileBytesLimit
      limits.totalBytesLimit = try number("ATLAS_UPLOAD_REQUEST_BYTES", in: bytes) ?? limits.totalBytesLimit
      folderBytesLimit = try number("ATLAS_UPLOAD_FOLDER_BYTES", in: bytes) ?? folderBytesLimit
      folder = variable("ATLAS_UPLOAD_FOLDER")
    }
  }

  /// Where the files of requests lie, in a folder that is made where it is missing; nil where files are refused.
  ///
  /// - Throws: `ConfigurationError` for a folder that cannot be used.
  func makeUploadSpool() throws(ConfigurationError) -> (any UploadSpool)? {
    guard let uploads = http.uploads else { return nil }
    let path = uploads.folder ?? home + "/uploads"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder,
      FileManager.default.isWritableFile(atPath: path)
    else { throw ConfigurationError("The folder \"\(path)\" (ATLAS_UPLOAD_FOLDER) cannot be made or written to.") }
    return FolderUploadSpool(folder: path, bytesLimit: uploads.folderBytesLimit)
  }
}

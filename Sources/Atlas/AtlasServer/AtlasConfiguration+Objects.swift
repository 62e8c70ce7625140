import AtlasKernel
import Files
import FoundationEssentials
import Logging
import ObjectStorage
import OutboundHTTP

extension AtlasConfiguration {
  /// Where the bytes of files are kept.
  public struct Objects: Sendable {
    /// A folder, or `s3://bucket`; nil: the folder `objects` under `home`.
    public var store: String?
    /// Where the service is; nil for Amazon's own of the region.
    public var endpoint: String?
    /// The bucket's region; nil for `us-east-1`.
    public var region: String?
    /// Who we are there.
    public var accessKey: String?
    /// What shows it.
    public var secretKey: String?
    /// For keys that are good for a while only.
    public var sessionToken: String?
    /// Whether the bucket is the first part of the path; nil for what is usual with the service.
    public var usesPathStyle: Bool?

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong or missing.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      store = variable("ATLAS_OBJECT_STORE")
      endpoint = variable("ATLAS_S3_ENDPOINT")
      region = variable("ATLAS_S3_REGION")
      accessKey = variable("ATLAS_S3_ACCESS_KEY")
      secretKey = variable("ATLAS_S3_SECRET_KEY")
      sessionToken = variable("ATLAS_S3_SESSION_TOKEN")
      usesPathStyle = try HTTP.choice("ATLAS_S3_PATH_STYLE", variable, HTTP.switches)
      _ = try s3()
    }

    /// The bucket that is named; nil where a folder is.
    func s3() throws(ConfigurationError) -> S3Settings? {
      guard let store, store.hasPrefix("s3://") else {
        if endpoint != nil || accessKey != nil || secretKey != nil {
          throw ConfigurationError("ATLAS_S3_... need ATLAS_OBJECT_STORE, such as s3://bucket.")
        }
        return nil
      }
      let bucket = String(store.dropFirst(5))
      guard S3Settings.isBucket(bucket) else {
        throw ConfigurationError("ATLAS_OBJECT_STORE must be s3:// and the name of a bucket, or a folder.")
      }
      guard let accessKey, let secretKey else {
        throw ConfigurationError("ATLAS_OBJECT_STORE=s3://... needs ATLAS_S3_ACCESS_KEY and ATLAS_S3_SECRET_KEY.")
      }
      return S3Settings(
        bucket: bucket, region: try checkedRegion(),
        credentials: AWSCredentials(accessKey: accessKey, secretKey: secretKey, sessionToken: sessionToken),
        endpoint: try checkedEndpoint(), usesPathStyle: usesPathStyle)
    }

    private func checkedRegion() throws(ConfigurationError) -> String {
      let region = region ?? "us-east-1"
      let isPlain = region.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
      }
      guard isPlain, (2...40).contains(region.utf8.count) else {
        throw ConfigurationError("ATLAS_S3_REGION must be a region such as eu-central-1.")
      }
      return region
    }

    /// What people upload does not travel in the clear: `http` only reaches this machine.
    private func checkedEndpoint() throws(ConfigurationError) -> OutboundURL? {
      guard let endpoint else { return nil }
      let rest = endpoint.split(separator: "://", maxSplits: 1).last ?? ""
      guard let url = OutboundURL(endpoint),
        !rest.dropLast(rest.hasSuffix("/") ? 1 : 0).contains(where: { "/?".contains($0) })
      else {
        throw ConfigurationError(
          "ATLAS_S3_ENDPOINT must be https:// and a host, without a path; http:// only reaches this machine.")
      }
      return url
    }
  }

  /// What keeps the bytes of files.
  ///
  /// - Parameter fetcher: asks a service.
  /// - Throws: `ConfigurationError` for a folder that cannot be used.
  func makeFiles(
    secret: ServerSecret, _ fetcher: any HTTPFetcher, _ logger: Logger
  ) throws(ConfigurationError) -> FilesDomain {
    FilesDomain(store: try makeObjectStore(fetcher, logger), secret: secret, publicURL: publicURL)
  }

  private func makeObjectStore(
    _ fetcher: any HTTPFetcher, _ logger: Logger
  ) throws(ConfigurationError) -> any ObjectStore {
    if let settings = try objects.s3() { return S3ObjectStore(settings, fetcher: fetcher) }
    if environment == .production, databaseURL != nil {
      logger.warning("files stay in a folder of this machine: several instances need one that they share, or S3")
    }
    if objects.store == nil { _ = try HomeFolder(home) }
    let folder = objects.store ?? home + "/objects"
    do throws(ObjectStoreError) {
      return try FolderObjectStore(folder: folder)
    } catch {
      throw ConfigurationError("The folder \"\(folder)\" (ATLAS_OBJECT_STORE) cannot be made or written to.")
    }
  }
}

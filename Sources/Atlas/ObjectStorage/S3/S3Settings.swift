public import OutboundHTTP

/// Where a bucket is, and who we are there.
public struct S3Settings: Sendable {
  /// The bucket.
  public var bucket: String
  /// The region, which is a part of every signature.
  public var region: String
  /// Who we are.
  public var credentials: AWSCredentials
  /// The service; nil for Amazon's own of the region. It is reached by `https`, or by `http` on this machine.
  public var endpoint: OutboundURL?
  /// Whether the bucket is the first part of the path. Otherwise it is the first part of the host's name.
  public var usesPathStyle: Bool

  /// - Parameter usesPathStyle: nil for what is usual: by path where there is an endpoint, by name at Amazon.
  public init(
    bucket: String, region: String, credentials: AWSCredentials, endpoint: OutboundURL? = nil,
    usesPathStyle: Bool? = nil
  ) {
    self.bucket = bucket
    self.region = region
    self.credentials = credentials
    self.endpoint = endpoint
    self.usesPathStyle = usesPathStyle ?? (endpoint != nil)
  }

  /// Whether a text can be a bucket's name: 3 to 63 small letters, digits, dots and hyphens.
  public static func isBucket(_ name: String) -> Bool {
    (3...63).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "-")
      }
  }

  /// The address of an object: what comes before the path, the host of it, and the path, encoded.
  func address(of key: ObjectKey) -> (base: String, host: String, path: String) {
    let (base, host) = location
    let path = (usesPathStyle ? "/\(bucket)/" : "/") + key.text
    return (base, host, AWSEncoding.encode(path, keepingSlashes: true))
  }

  /// The service itself, or the bucket where its name is a part of the host's.
  public var root: OutboundURL? { OutboundURL(location.base) }

  private var location: (base: String, host: String) {
    let service = endpoint?.text ?? "https://s3.\(region).amazonaws.com"
    let base = service.hasSuffix("/") ? String(service.dropLast()) : service
    let scheme = base.hasPrefix("https://") ? "https://" : "http://"
    let authority = String(base.dropFirst(scheme.count))
    let host = usesPathStyle ? authority : "\(bucket).\(authority)"
    return (scheme + host, host)
  }
}

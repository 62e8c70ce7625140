internal import Crypto
internal import FoundationEssentials
internal import Glibc
public import OutboundHTTP

/// Keeps objects in a bucket of S3, or of a server that speaks its protocol. Clients bring and fetch them there by
/// themselves.
public struct S3ObjectStore: ObjectStore, ObjectSigning {
  private let settings: S3Settings
  private let fetcher: any HTTPFetcher
  private let signature: AWSSignature
  private let clock: @Sendable () -> Int

  /// - Parameters:
  ///   - fetcher: asks the service.
  ///   - clock: seconds since 1970; nil for the system's clock.
  public init(_ settings: S3Settings, fetcher: any HTTPFetcher, clock: (@Sendable () -> Int)? = nil) {
    self.settings = settings
    self.fetcher = fetcher
    self.clock = clock ?? { time(nil) }
    signature = AWSSignature(credentials: settings.credentials, region: settings.region)
  }

  public var access: ObjectAccess { .direct(self) }

  public func put(_ bytes: [UInt8], as key: ObjectKey) async throws {
    let fields = [("x-amz-checksum-sha256", Self.base64(Array(SHA256.hash(data: bytes))))]
    _ = try await send(.put, key, fields: fields, body: bytes)
  }

  public func facts(of key: ObjectKey) async throws -> ObjectFacts? {
    do {
      let response = try await send(.head, key, fields: [("x-amz-checksum-mode", "ENABLED")])
      guard let size = response["content-length"].flatMap({ Int($0) }) else {
        throw ObjectStoreError(.unavailable, "S3 does not say how large an object is.")
      }
      return ObjectFacts(size: size, sha256: response["x-amz-checksum-sha256"].flatMap(Self.digest))
    } catch let error as ObjectStoreError where error.code == .missing {
      return nil
    }
  }

  public func read(
    _ key: ObjectKey, _ range: Range<Int>?, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    if range?.isEmpty == true { return }
    let fields = range.map { [("range", "bytes=\($0.lowerBound)-\($0.upperBound - 1)")] } ?? []
    _ = try await send(.get, key, fields: fields, receiving: receive)
  }

  public func delete(_ key: ObjectKey) async throws {
    do {
      _ = try await send(.delete, key)
    } catch let error as ObjectStoreError where error.code == .missing {
      return
    }
  }

  // MARK: What clients do themselves

  /// The length is signed, and clients send it by themselves. `If-None-Match` lets the address make the object once and
  /// never change it (S3 answers 412 then).
  public func upload(_ key: ObjectKey, _ object: AnnouncedObject, seconds: Int) -> SignedUpload {
    let address = settings.address(of: key)
    var fields = [("Content-Type", object.mediaType), ("If-None-Match", "*")]
    if let sha256 = object.sha256 { fields.append(("x-amz-checksum-sha256", Self.base64(sha256))) }
    let request = AWSSignature.Request(
      method: "PUT", host: address.host, path: address.path,
      fields: fields + [("Content-Length", String(object.size))])
    let query = signature.query(of: request, seconds: seconds, time: clock())
    return SignedUpload(url: "\(address.base)\(address.path)?\(query)", fields: fields)
  }

  public func download(_ key: ObjectKey, as form: DownloadForm, expiresAt: Int) -> String {
    let address = settings.address(of: key)
    let now = clock()
    let request = AWSSignature.Request(
      method: "GET", host: address.host, path: address.path,
      query: [
        ("response-content-disposition", form.disposition), ("response-content-type", form.mediaType),
      ])
    let query = signature.query(of: request, seconds: max(1, expiresAt - now), time: now)
    return "\(address.base)\(address.path)?\(query)"
  }

  // MARK: What we do

  private func send(
    _ method: OutboundRequest.Method, _ key: ObjectKey, fields: [(name: String, value: String)] = [],
    body: [UInt8] = [], receiving: (@Sendable ([UInt8]) async throws -> Void)? = nil
  ) async throws -> OutboundResponse {
    var tries = 1
    while true {
      do {
        return try await sendOnce(method, key, fields, body, receiving)
      } catch let error as ObjectStoreError where error.code == .unavailable && tries < Self.triesLimit {
        // What was handed over cannot be taken back, so a read is tried again by whoever asked for it.
        if receiving != nil { throw error }
        try await Task.sleep(for: .milliseconds(100 << tries) * Double.random(in: 0.5...1))
        tries += 1
      }
    }
  }

  private func sendOnce(
    _ method: OutboundRequest.Method, _ key: ObjectKey, _ fields: [(name: String, value: String)], _ body: [UInt8],
    _ receiving: (@Sendable ([UInt8]) async throws -> Void)?
  ) async throws -> OutboundResponse {
    let address = settings.address(of: key)
    let signed = signature.fields(
      of: AWSSignature.Request(method: method.rawValue, host: address.host, path: address.path, fields: fields),
      payload: hexadecimal(SHA256.hash(data: body)), time: clock())
    guard let url = OutboundURL(address.base + address.path) else {
      throw ObjectStoreError(.refused, "The address of the bucket is none that may be asked.")
    }
    var request = OutboundRequest(method, url, fields: signed, body: body)
    request.timeout = Self.timeout
    let response: OutboundResponse
    do {
      if let receiving {
        response = try await fetcher.fetch(request, receiving: receiving)
      } else {
        response = try await fetcher.fetch(request)
      }
    } catch let error as OutboundError {
      throw ObjectStoreError(.unavailable, "S3 does not answer: \(error).")
    }
    if let failure = Self.failure(response) { throw failure }
    return response
  }

  /// The code in the body of an error is for the log; what to do follows from the status alone.
  private static func failure(_ response: OutboundResponse) -> ObjectStoreError? {
    let code: ObjectStoreError.Code
    switch response.status {
    case 200, 204, 206: return nil
    case 404: code = .missing
    case 408, 409, 429, 500...599: code = .unavailable
    default: code = .refused
    }
    let text = String(decoding: response.body.prefix(2_000), as: UTF8.self)
    let name = text.split(separator: "<Code>").dropFirst().first?.prefix { $0.isLetter && $0.isASCII } ?? ""
    return ObjectStoreError(code, "S3 answered \(response.status) \(name.prefix(60)).")
  }

  private static let triesLimit = 4
  /// For a whole object of 100 MB.
  private static let timeout: Duration = .seconds(60)
}

extension S3ObjectStore {
  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// The bytes of a SHA-256 in base64; nil for any other text, such as that of an object in several parts.
  private static func digest(_ text: String) -> [UInt8]? {
    Data(base64Encoded: text).flatMap { $0.count == 32 ? Array($0) : nil }
  }
}

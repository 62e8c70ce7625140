import Files
import GraphQLHTTP
import GraphQLJSON
import Logging
import ObjectStorage
import Postgres

/// The paths where bytes come and go beside GraphQL: `PUT /uploads/ID` and `GET /files/ID`, under addresses that we have
/// signed. Who may have such an address was decided when it was made.
struct FileRoutes: Sendable {
  let files: FilesDomain
  let database: Database
  let settings: HTTPSettings
  let logger: Logger

  private static let uploadMethods = "PUT, OPTIONS"
  private static let fileMethods = "GET, HEAD, OPTIONS"
  /// No announced upload is larger.
  private static let uploadLimit = 100 << 20

  /// How many bytes the body of a request may have; nil for requests that bring no upload.
  func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? {
    head.method == "PUT" && Self.name(behind: "/uploads/", head) != nil ? Self.uploadLimit : nil
  }

  /// Answers a request for one of the paths; nil for any other path.
  ///
  /// - Parameter body: what is behind the head; nil where nothing is.
  func respond(_ head: HTTPRequestHead, reading body: (any HTTPBodyReader)? = nil) async -> HTTPAnswer? {
    let answer: HTTPAnswer
    if let name = Self.name(behind: "/uploads/", head) {
      answer = await upload(name, head, body)
    } else if let name = Self.name(behind: "/files/", head) {
      answer = await download(name, head)
    } else {
      return nil
    }
    return answer.shared(with: head, under: settings.crossOriginPolicy)
  }

  private static func name(behind prefix: StaticString, _ head: HTTPRequestHead) -> Substring? {
    let prefix = prefix.description
    return head.path.utf8.starts(with: prefix.utf8) ? head.path.dropFirst(prefix.count) : nil
  }

  // MARK: Uploads

  private func upload(
    _ name: Substring, _ head: HTTPRequestHead, _ body: (any HTTPBodyReader)?
  ) async -> HTTPAnswer {
    if let answer = settings.optionsAnswer(head, methods: Self.uploadMethods) { return .complete(answer) }
    guard head.method == "PUT" else { return .complete(HTTPFault.methodNotAllowed(allow: Self.uploadMethods).response) }
    guard head.fields["content-encoding"] == nil else { return .complete(HTTPFault.compressedBody.response) }
    let delivery = UploadDelivery(
      name: name, query: head.query, contentType: head.fields["content-type"],
      contentLength: head.fields["content-length"].flatMap { Int($0) })
    do {
      try await files.receive(delivery, database) { try await body?.next() }
      return .complete(HTTPExchangeResponse(head: HTTPResponseHead(status: 201), body: []))
    } catch {
      return .complete(fault(error).response)
    }
  }

  private func fault(_ error: any Error) -> HTTPFault {
    switch error {
    case let fault as HTTPFault: return fault
    case let refusal as UploadRefusal: return HTTPFault(refusal)
    case let refusal as DownloadRefusal: return HTTPFault(refusal)
    // The client has gone: nobody reads this.
    case is CancellationError: return .requestTimeout
    case let error as ObjectStoreError where error.code == .missing: return HTTPFault(DownloadRefusal.unknown)
    default:
      logger.error("a file cannot be carried", metadata: ["error": "\(error)"])
      return .overloaded(retryAfterSeconds: 5)
    }
  }

  // MARK: Downloads

  private func download(_ name: Substring, _ head: HTTPRequestHead) async -> HTTPAnswer {
    if let answer = settings.optionsAnswer(head, methods: Self.fileMethods) { return .complete(answer) }
    guard head.method == "GET" || head.method == "HEAD" else {
      return .complete(HTTPFault.methodNotAllowed(allow: Self.fileMethods).response)
    }
    do {
      let file = try await files.download(name: name, query: head.query, database)
      return answer(file, head)
    } catch {
      return .complete(fault(error).response)
    }
  }

  /// What a browser is told keeps it from running or guessing at what somebody has uploaded under our name.
  private func answer(_ file: FileDownload, _ head: HTTPRequestHead) -> HTTPAnswer {
    let tag = "\"\(file.sha256)\""
    var fields: HTTPFields = [
      "Content-Type": file.mediaType, "Content-Disposition": file.disposition, "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox", "Referrer-Policy": "no-referrer",
      "Cache-Control": "private, max-age=\(file.secondsLeft)", "ETag": tag, "Accept-Ranges": "bytes",
    ]
    let unchanged = HTTPExchangeResponse(head: HTTPResponseHead(status: 200, fields: fields), body: [])
      .conditional(head)
    if unchanged.head.status == 304 { return .complete(unchanged) }
    let condition = head.fields["if-range"]
    let wanted = condition == nil || condition == tag ? head.fields["range"] : nil
    let range: Range<Int>
    switch ByteRange(wanted, size: file.size) {
    case .all: range = 0..<file.size
    case .part(let part):
      range = part
      fields.append("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(file.size)")
    case .unsatisfiable:
      return .complete(
        HTTPFault(
          status: 416, message: "The file has \(file.size) bytes.", fields: ["Content-Range": "bytes */\(file.size)"]
        ).response)
    }
    fields.append("Content-Length", String(range.count))
    let status = fields["content-range"] == nil ? 200 : 206
    return .stream(HTTPResponseHead(status: status, fields: fields)) { [logger] writer in
      do {
        try await file.read(range) { try await writer.write($0) }
      } catch let error as ObjectStoreError {
        logger.error("a file cannot be read", metadata: ["error": "\(error)"])
        throw error
      }
    }
  }
}

/// Which bytes a request wants (RFC 9110, section 14.2). Of several ranges none is served: then the answer is everything.
enum ByteRange: Equatable {
  case all
  case part(Range<Int>)
  case unsatisfiable

  /// - Parameter field: the value of `Range`; nil where there is none.
  init(_ field: String?, size: Int) {
    self = .all
    guard let field, field.hasPrefix("bytes=") else { return }
    let ends = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else { return }
    switch (first, last) {
    case (nil, nil): return
    case (nil, let count?): self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
    case (let start?, let end):
      if let end, end < start { return }
      self = start >= size ? .unsatisfiable : .part(start..<min(size, end.map { $0 + 1 } ?? size))
    }
  }

  /// Nil for no number, and nothing for an empty text.
  private static func number(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension HTTPFault {
  fileprivate init(_ refusal: UploadRefusal) {
    switch refusal {
    case .forbidden: self = .unsignedAddress
    case .unknown: self.init(status: 404, message: "There is no such upload.", code: "NOT_FOUND")
    case .alreadyReceived:
      self.init(status: 409, message: "The bytes of this upload have come already.", code: "CONFLICT")
    case .beingReceived:
      self.init(
        status: 409, message: "The bytes of this upload are on their way already.", code: "CONFLICT",
        fields: ["Retry-After": "5"])
    case .expired: self = .expiredAddress
    case .lengthRequired: self.init(status: 411, message: "The request must have a Content-Length.")
    case .tooLarge(let limit): self = .bodyTooLarge(limit: limit)
    case .tooSmall: self.init(status: 400, message: "There are fewer bytes than announced.")
    case .otherType(let announced):
      self = .unsupportedMediaType("The Content-Type must be the one that was announced, \(announced).")
    case .otherContent(let announced): self = .unsupportedMediaType("The bytes are not those of \(announced).")
    case .otherChecksum: self.init(status: 400, message: "The bytes have another SHA-256 than announced.")
    }
  }

  fileprivate init(_ refusal: DownloadRefusal) {
    switch refusal {
    case .forbidden: self = .unsignedAddress
    case .expired: self = .expiredAddress
    case .unknown: self.init(status: 404, message: "There is no such file.", code: "NOT_FOUND")
    }
  }

  private static let unsignedAddress = HTTPFault(
    status: 403, message: "The address is not signed: use it as it was given, unchanged.", code: "FORBIDDEN")
  private static let expiredAddress = HTTPFault(
    status: 410, message: "The address was good for a while only: ask for a new one.", code: "NOT_FOUND")
}

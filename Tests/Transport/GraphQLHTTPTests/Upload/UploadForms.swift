import GraphQLJSON
import Synchronization

@testable import GraphQLHTTP

/// A form of parts, as the bytes of a body.
struct Form {
  var boundary = "b0undary"
  private(set) var body: [UInt8] = []

  /// A form that begins with `operations` and `map`.
  static func upload(
    _ operations: String = #"{"query":"mutation($file:Upload){u(file:$file)}","variables":{"file":null}}"#,
    map: String = #"{"0":["variables.file"]}"#
  ) -> Form {
    Form().adding("operations", operations).adding("map", map)
  }

  /// Adds a part, with a file name where there is one.
  func adding(_ name: String, _ content: String, fileName: String? = nil, type: String? = nil) -> Form {
    let file = fileName.map { "; filename=\"\($0)\"" } ?? ""
    let type = type.map { "Content-Type: \($0)\r\n" } ?? ""
    return raw("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\(type)\r\n\(content)\r\n")
  }

  /// Adds bytes as they are.
  func raw(_ text: String) -> Form {
    var form = self
    form.body += Array(text.utf8)
    return form
  }

  /// The form with its last boundary.
  var closed: Form { raw("--\(boundary)--\r\n") }

  var head: HTTPRequestHead {
    HTTPRequestHead(
      method: "POST", target: "/graphql",
      fields: ["Content-Type": "multipart/form-data; boundary=\(boundary)", "GraphQL-Require-Preflight": "1"])
  }

  /// Reads the form as it is, in pieces of so many bytes.
  func read(
    pieceBytes: Int = 4096, spool: MemorySpool = MemorySpool(), head: HTTPRequestHead? = nil,
    configure: (inout HTTPSettings) -> Void = { _ in }
  ) async throws -> (exchange: GraphQLExchange, uploads: Uploads) {
    var settings = HTTPSettings()
    settings.uploads = UploadSettings()
    configure(&settings)
    return try await UploadRequestReader.read(
      head ?? self.head, body: PieceReader(body, pieceBytes: pieceBytes), settings: settings, spool: spool)
  }

  /// The fault that reading the form ends with.
  func fault(
    head: HTTPRequestHead? = nil, configure: (inout HTTPSettings) -> Void = { _ in }
  ) async throws -> HTTPFault? {
    do {
      _ = try await read(head: head, configure: configure)
      return nil
    } catch let fault as HTTPFault {
      return fault
    }
  }
}

/// A body that comes in pieces, and ends with an error where there is one.
final class PieceReader: HTTPBodyReader {
  private let rest: Mutex<[[UInt8]]>
  private let error: (any Error)?

  init(_ body: [UInt8], pieceBytes: Int, error: (any Error)? = nil) {
    rest = Mutex(pieces(body, bytes: pieceBytes).reversed())
    self.error = error
  }

  func next() async throws -> [UInt8]? {
    if let piece = rest.withLock({ $0.popLast() }) { return piece }
    if let error { throw error }
    return nil
  }
}

/// Bytes in pieces of one length.
func pieces(_ bytes: [UInt8], bytes length: Int) -> [[UInt8]] {
  stride(from: 0, to: bytes.count, by: length).map { Array(bytes[$0..<min($0 + length, bytes.count)]) }
}

/// A spool in memory that knows how many of its files are in use.
final class MemorySpool: UploadSpool {
  private let openFiles = Mutex(0)
  var openFileCount: Int { openFiles.withLock { $0 } }

  func makeFile() async throws -> any UploadSpoolFile {
    openFiles.withLock { $0 += 1 }
    return MemoryFile(self)
  }

  private final class MemoryFile: UploadSpoolFile {
    private let spool: MemorySpool
    private let content = Mutex<[UInt8]>([])

    init(_ spool: MemorySpool) { self.spool = spool }
    deinit { spool.openFiles.withLock { $0 -= 1 } }

    func append(_ bytes: ArraySlice<UInt8>) async throws { content.withLock { $0 += bytes } }

    func read(at offset: Int, count: Int) async throws -> [UInt8] {
      content.withLock { Array($0[offset..<min(offset + count, $0.count)]) }
    }
  }
}

extension Upload {
  /// The whole content as text.
  var text: String {
    get async throws {
      var bytes: [UInt8] = []
      for try await piece in pieces { bytes += piece }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension Uploads {
  /// The file that an identifier in the variables stands for.
  subscript(value: JSONValue?) -> Upload? { value?.stringValue.flatMap { Upload.ID($0) }.flatMap { self[$0] } }
}

/// What a form consists of, its content put together.
struct ParsedForm: Equatable {
  var parts: [(head: MultipartPartHead, content: [UInt8])] = []
  var isEnded = false

  /// Parses the pieces of a body.
  init(_ pieces: [[UInt8]], boundary: String = "b0undary", partsLimit: Int = 12) throws(HTTPFault) {
    var parser = MultipartFormParser(
      try MultipartBoundary(contentType: "multipart/form-data; boundary=\"\(boundary)\""), partsLimit: partsLimit)
    for piece in pieces {
      var position = 0
      while let event = try parser.next(in: piece, at: &position) {
        switch event {
        case .partBegan(let head): parts.append((head, []))
        case .content(let bytes): parts[parts.count - 1].content += bytes
        case .partEnded: break
        case .ended: isEnded = true
        }
      }
    }
  }

  init(_ text: String) throws(HTTPFault) { try self.init([Array(text.utf8)]) }

  var names: [String] { parts.map(\.head.name) }
  var contents: [String] { parts.map { String(decoding: $0.content, as: UTF8.self) } }

  static func == (left: ParsedForm, right: ParsedForm) -> Bool {
    left.isEnded == right.isEnded && left.parts.elementsEqual(right.parts) { $0 == $1 }
  }
}

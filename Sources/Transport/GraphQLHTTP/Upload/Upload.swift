/// A file that came with a request.
///
/// Its content lies outside of memory, without a name, and is gone as soon as nobody holds an upload of the request any
/// more.
public struct Upload: Sendable {
  /// What stands for the file in the variables of its request.
  ///
  /// It is random, so a client can write it nowhere: what reaches a resolver came out of a form's file.
  public struct ID: Sendable, Hashable {
    private let high: UInt64
    private let low: UInt64

    /// A new identifier.
    init() {
      high = .random(in: .min ... .max)
      low = .random(in: .min ... .max)
    }

    /// Reads the text of an identifier; nil where it is none.
    public init?(_ text: String) {
      let digits = text.utf8.dropFirst(Self.prefix.utf8.count)
      guard digits.count == 32, let high = UInt64(Substring(digits.prefix(16)), radix: 16),
        let low = UInt64(Substring(digits.suffix(16)), radix: 16)
      else { return nil }
      self.high = high
      self.low = low
      // The one way in which it is written, without signs or capital letters.
      guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The text that stands in the variables.
    public var text: String { Self.prefix + Self.digits(high) + Self.digits(low) }

    private static let prefix = "upload:"

    private static func digits(_ number: UInt64) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
  }

  /// What stands for the file in the variables.
  public let id: ID
  /// What the client calls the file, to be shown to people and for nothing else; nil where it gave no name.
  public let fileName: String?
  /// The media type that the client gives, which may be wrong; `application/octet-stream` where it gives none.
  public let mediaType: String
  /// The length of the content, in bytes.
  public let byteCount: Int

  private let start: Int
  private let file: any UploadSpoolFile

  init(_ record: UploadRecord, in file: any UploadSpoolFile) {
    id = record.id
    fileName = record.fileName
    mediaType = record.mediaType
    byteCount = record.place.count
    start = record.place.lowerBound
    self.file = file
  }

  /// Reads at most `count` bytes from an offset on; nothing behind the end.
  ///
  /// - Throws: an error of the spool.
  public func read(at offset: Int, count: Int) async throws -> [UInt8] {
    guard offset >= 0, offset < byteCount, count > 0 else { return [] }
    return try await file.read(at: start + offset, count: min(count, byteCount - offset))
  }

  /// The content from its beginning, piece by piece.
  public var pieces: Pieces { Pieces(upload: self) }

  /// The content of an upload in pieces of at most 64 KB.
  public struct Pieces: AsyncSequence, Sendable {
    let upload: Upload

    /// Starts from the beginning.
    public func makeAsyncIterator() -> Iterator { Iterator(upload: upload) }

    /// How far the content was read.
    public struct Iterator: AsyncIteratorProtocol {
      let upload: Upload
      var offset = 0

      /// The next piece; nil behind the last.
      public mutating func next() async throws -> [UInt8]? {
        let piece = try await upload.read(at: offset, count: 65_536)
        offset += piece.count
        return piece.isEmpty ? nil : piece
      }
    }
  }
}

/// The files of one request.
public struct Uploads: Sendable {
  /// All of them, in the order in which the request's `map` names them.
  public let all: [Upload]

  /// No files.
  public init() { all = [] }

  init(_ all: [Upload]) { self.all = all }

  /// The file of this identifier; nil where the request has none.
  public subscript(id: Upload.ID) -> Upload? { all.first { $0.id == id } }
}

/// A file of a form, and where among the bytes of all files it lies.
struct UploadRecord: Sendable, Equatable {
  let id: Upload.ID
  let fileName: String?
  let mediaType: String
  var place: Range<Int>
}

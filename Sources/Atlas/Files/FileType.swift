/// A media type that may be uploaded.
public struct FileType: Sendable, Hashable {
  /// What kind of thing it is, for those who take only some.
  public enum Kind: Sendable, Hashable {
    case document, image, audio, video, data
  }

  /// The media type, in lower case and without parameters.
  public let name: String
  /// What kind of thing it is.
  public let kind: Kind
  private let form: Form

  /// How bytes of a type begin.
  private enum Form: Hashable {
    /// With any of these, each at its offset.
    case signatures([Signature])
    /// Somewhere among the first bytes.
    case contains([UInt8])
    /// Text, whose bytes say little.
    case text
    /// Text that is not a web page: a browser that is told otherwise must not be able to take it for one.
    case plainText
  }

  private struct Signature: Hashable {
    let offset: Int
    let bytes: [UInt8]

    init(_ bytes: [UInt8], at offset: Int = 0) {
      self.bytes = bytes
      self.offset = offset
    }

    init(_ text: StaticString, at offset: Int = 0) { self.init(Array(text.description.utf8), at: offset) }

    func matches(_ head: ArraySlice<UInt8>) -> Bool { head.dropFirst(offset).starts(with: bytes) }
  }

  private init(_ name: String, _ kind: Kind, _ form: Form) {
    self.name = name
    self.kind = kind
    self.form = form
  }

  /// The type that a text names, whatever its case and parameters; nil for one that is not taken.
  public init?(_ text: String) {
    let name = text.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    guard let type = Self.known[name] else { return nil }
    self = type
  }

  /// Whether it is shown by a browser where it stands. Everything else is downloaded: what users write must never run
  /// under our name.
  public var isInline: Bool { kind == .image }

  /// How many bytes from the beginning `matches` looks at.
  public static let headBytes = 1024

  /// Whether the first bytes of a file can be those of this type.
  public func matches(_ head: [UInt8]) -> Bool {
    let head = head.prefix(Self.headBytes)
    switch form {
    case .signatures(let signatures): return signatures.contains { $0.matches(head) }
    case .contains(let bytes):
      return head.indices.contains { head[$0...].starts(with: bytes) }
    case .text: return Self.isText(head)
    case .plainText: return Self.isText(head) && !Self.isPage(head)
    }
  }

  /// Binary formats have zeros soon, and a PDF says that it is one.
  private static func isText(_ head: ArraySlice<UInt8>) -> Bool {
    !head.contains(0) && !head.starts(with: Array("%PDF-".utf8))
  }

  /// Whether a browser would take it for a web page (WHATWG MIME sniffing, section 7.1, its most telling marks).
  private static func isPage(_ head: ArraySlice<UInt8>) -> Bool {
    let withoutMark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
    let text = withoutMark.drop { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }.prefix(16)
      .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return ["<!doctype html", "<html", "<head", "<script", "<body", "<iframe"].contains { text.starts(with: $0.utf8) }
  }
}

extension FileType {
  private static let known = Dictionary(
    uniqueKeysWithValues: (documents + images + sounds + films + dataTypes).map { ($0.name, $0) })

  private static let documents = [
    FileType("text/plain", .document, .plainText),
    FileType("text/markdown", .document, .plainText),
    FileType("text/html", .document, .text),
    FileType("application/pdf", .document, .contains(Array("%PDF-".utf8))),
  ]

  private static let images = [
    FileType("image/png", .image, .signatures([Signature([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])])),
    FileType("image/jpeg", .image, .signatures([Signature([0xFF, 0xD8, 0xFF])])),
    FileType("image/gif", .image, .signatures([Signature("GIF87a"), Signature("GIF89a")])),
    FileType("image/webp", .image, .signatures([Signature("WEBP", at: 8)])),
    FileType("image/avif", .image, .signatures([Signature("ftypavif", at: 4), Signature("ftypavis", at: 4)])),
  ]

  private static let sounds = [
    FileType(
      "audio/mpeg", .audio,
      .signatures([Signature("ID3"), Signature([0xFF, 0xFB]), Signature([0xFF, 0xF3]), Signature([0xFF, 0xF2])])),
    FileType("audio/mp4", .audio, .signatures([Signature("ftyp", at: 4)])),
    FileType("audio/ogg", .audio, .signatures([Signature("OggS")])),
    FileType("audio/wav", .audio, .signatures([Signature("WAVE", at: 8)])),
    FileType("audio/flac", .audio, .signatures([Signature("fLaC")])),
    FileType("audio/webm", .audio, .signatures([Signature([0x1A, 0x45, 0xDF, 0xA3])])),
  ]

  private static let films = [
    FileType("video/mp4", .video, .signatures([Signature("ftyp", at: 4)])),
    FileType("video/webm", .video, .signatures([Signature([0x1A, 0x45, 0xDF, 0xA3])])),
  ]

  /// What labs work on.
  private static let dataTypes = [
    FileType("application/json", .data, .plainText),
    FileType("application/x-ndjson", .data, .plainText),
    FileType("application/yaml", .data, .plainText),
    FileType("application/sql", .data, .plainText),
    FileType("text/csv", .data, .plainText),
    FileType("application/zip", .data, .signatures([Signature("PK\u{3}\u{4}"), Signature("PK\u{5}\u{6}")])),
    FileType("application/gzip", .data, .signatures([Signature([0x1F, 0x8B])])),
  ]
}

/// What a client says in `Accept-Encoding` about the one coding we make (RFC 9110, section 12.5.3).
struct AcceptedCodings {
  private var gzip: Int?
  private var identity: Int?
  /// The quality of codings that are not named.
  private var others: Int?

  /// Reads the header. Without one any coding would do, but a client that wants gzip says so.
  init(_ header: String?) {
    ASCII.forEachElement(of: (header ?? "").utf8.span) { bytes, place in read(bytes, place) }
  }

  private mutating func read(_ bytes: Span<UInt8>, _ place: Range<Int>) {
    let end = ASCII.firstIndex(of: UInt8(ascii: ";"), bytes, place)
    let name = ASCII.trimmed(bytes, place.lowerBound..<end)
    guard let quality = Self.quality(bytes, ASCII.trimmed(bytes, min(end + 1, place.upperBound)..<place.upperBound))
    else { return }
    if ASCII.isName("gzip", bytes, name) || ASCII.isName("x-gzip", bytes, name) {
      gzip = max(gzip ?? 0, quality)
    } else if ASCII.isName("identity", bytes, name) {
      identity = quality
    } else if ASCII.isName("*", bytes, name) {
      others = quality
    }
  }

  /// The weight of a coding, which has no other parameters; nothing when it is malformed.
  private static func quality(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Int? {
    guard !place.isEmpty else { return Quality.full }
    guard place.count > 2, ASCII.isName("q=", bytes, place.lowerBound..<place.lowerBound + 2) else { return nil }
    return Quality.thousandths(bytes.extracting(place.lowerBound + 2..<place.upperBound))
  }

  /// Whether the client takes gzip, and likes it no less than nothing.
  var prefersGzip: Bool {
    let quality = gzip ?? others ?? 0
    return quality > 0 && quality >= identity ?? others ?? 0
  }

  /// Whether the client does not take an answer as it is.
  var excludesIdentity: Bool { identity ?? others == 0 }
}

/// What caches on the way to the client may do with the answer to a GET.
public struct HTTPCaching: Sendable, Equatable {
  /// How many seconds it may be kept.
  public var maxAgeSeconds: Int
  /// Whether only the client's own cache may keep it.
  public var isPrivate: Bool
  /// The value of `ETag`.
  public var entityTag: String

  /// What is allowed.
  public init(maxAgeSeconds: Int, isPrivate: Bool, entityTag: String) {
    self.maxAgeSeconds = maxAgeSeconds
    self.isPrivate = isPrivate
    self.entityTag = entityTag
  }
}

extension HTTPResponseHead {
  /// Lets caches keep the answer.
  ///
  /// It varies by `Authorization` even where nobody is signed in: who is may be answered differently under the same
  /// address.
  public mutating func allowCaching(_ caching: HTTPCaching) {
    fields.set("Cache-Control", "max-age=\(caching.maxAgeSeconds), \(caching.isPrivate ? "private" : "public")")
    fields.vary(by: "Accept")
    fields.vary(by: "Authorization")
    fields.set("ETag", caching.entityTag)
  }
}

extension HTTPExchangeResponse {
  /// The answer to a request that may carry `If-None-Match` (RFC 9110, section 13.1.2): 304 without a body where the
  /// client has it already.
  public func conditional(_ request: HTTPRequestHead) -> HTTPExchangeResponse {
    guard request.method == "GET", head.status == 200, let tag = head.fields["etag"],
      let wanted = request.fields["if-none-match"], Self.matches(tag, wanted)
    else { return self }
    let fields = head.fields.all.filter { field in
      ["cache-control", "etag", "vary"].contains { ASCII.equalIgnoringCase($0, field.name) }
    }
    return HTTPExchangeResponse(head: HTTPResponseHead(status: 304, fields: HTTPFields(fields)), body: [])
  }

  /// The weak comparison of RFC 9110, section 8.8.3.2, with any tag of a list.
  private static func matches(_ tag: String, _ list: String) -> Bool {
    ASCII.containsElement(list.utf8.span) { bytes, candidate in
      isAsterisk(bytes, candidate) || isSameOpaqueTag(tag.utf8.span, bytes, candidate)
    }
  }

  private static func isAsterisk(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    place.count == 1 && bytes[place.lowerBound] == UInt8(ascii: "*")
  }

  /// Whether two tags have the same text in quotes, weak or not.
  private static func isSameOpaqueTag(_ tag: Span<UInt8>, _ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    let tagStart = opaqueStart(tag, 0..<tag.count)
    let start = opaqueStart(bytes, place)
    guard place.upperBound - start == tag.count - tagStart else { return false }
    for offset in 0..<(tag.count - tagStart) where tag[tagStart + offset] != bytes[start + offset] { return false }
    return true
  }

  /// Where the tag begins behind `W/`.
  private static func opaqueStart(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Int {
    let start = place.lowerBound
    let isWeak =
      place.count >= 2 && bytes[start] == UInt8(ascii: "W") && bytes[start + 1] == UInt8(ascii: "/")
    return isWeak ? start + 2 : start
  }
}

extension HTTPExchangeResponse {
  /// This answer, compressed if it is large enough, of a kind that shrinks, and the client wants it.
  ///
  /// To be asked after `conditional`, whose 304 gets the header fields of the answer it stands for. Streams are never
  /// compressed, an event would wait in the compressor for the next; nor is an answer that has a coding already. A
  /// compressed answer has a weak tag: the same tag means the same result, and no longer the same bytes (RFC 9110,
  /// section 8.8.3), and `If-None-Match` compares weakly anyway.
  ///
  /// - Parameter gzip: the body in the gzip format; nil where that fails, and the answer stays as it is.
  public func coded(
    for request: HTTPRequestHead, settings: HTTPSettings, gzip: ([UInt8]) -> [UInt8]?
  ) -> HTTPExchangeResponse {
    guard let threshold = settings.compressionThreshold else { return self }
    let accepted = AcceptedCodings(request.fields["accept-encoding"])
    var answer = self
    if head.status == 304 {
      answer.head.fields.vary(by: "Accept-Encoding")
      if accepted.prefersGzip { answer.head.weakenTag() }
      return answer
    }
    guard body.count > threshold || accepted.excludesIdentity, shrinks else { return self }
    answer.head.fields.vary(by: "Accept-Encoding")
    guard accepted.prefersGzip, let coded = gzip(body), coded.count < body.count || accepted.excludesIdentity else {
      return answer
    }
    answer.body = coded
    answer.head.fields.append("Content-Encoding", "gzip")
    answer.head.weakenTag()
    return answer
  }

  /// Whether the body is text that is not yet compressed, and not a stream that is complete after one event.
  private var shrinks: Bool {
    guard !body.isEmpty, head.status != 204, head.fields["content-encoding"] == nil,
      let type = head.fields["content-type"]
    else { return false }
    let bytes = type.utf8.span
    guard let media = MediaType(bytes) else { return false }
    return Self.compressedTypes.contains { media.isNamed($0.0, $0.1, bytes) }
  }

  private static let compressedTypes = [
    ("application", "json"), ("application", "graphql-response+json"), ("application", "javascript"),
    ("text", "html"), ("text", "css"), ("text", "javascript"), ("text", "plain"), ("image", "svg+xml"),
  ]
}

extension HTTPResponseHead {
  fileprivate mutating func weakenTag() {
    guard let tag = fields["etag"], !tag.hasPrefix("W/") else { return }
    fields.set("ETag", "W/\(tag)")
  }
}

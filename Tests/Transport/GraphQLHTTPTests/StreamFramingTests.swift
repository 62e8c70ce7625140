import GraphQLHTTP
import Testing

@Suite struct StreamFramingTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("[SSE next] a result is a next event with one data line")
  func next() {
    #expect(text(EventStreamFraming.next(#"{"data":1}"#.utf8.span)) == "event: next\ndata: {\"data\":1}\n\n")
  }

  @Test("[SSE data] every line of a result gets a data field of its own")
  func lines() {
    let event = EventStreamFraming.next("a\nb\r\nc\rd".utf8.span)
    #expect(text(event) == "event: next\ndata: a\ndata: b\ndata: c\ndata: d\n\n")
  }

  @Test("[SSE id] an event carries its position, unless that could break the stream")
  func identifier() {
    #expect(text(EventStreamFraming.next("1".utf8.span, identifier: "42")) == "event: next\nid: 42\ndata: 1\n\n")
    #expect(text(EventStreamFraming.next("1".utf8.span, identifier: "4\n2")) == "event: next\ndata: 1\n\n")
  }

  @Test("[SSE complete] complete has an empty data line, heartbeats are comments")
  func others() {
    #expect(text(EventStreamFraming.complete) == "event: complete\ndata:\n\n")
    #expect(text(EventStreamFraming.heartbeat) == ":\n\n")
    #expect(text(EventStreamFraming.opening) == ":\n\n")
  }

  @Test("[INC framing] a multipart body is a row of delimiters and parts with a closing delimiter")
  func multipart() {
    let framing = MultipartMixedFraming(.incremental)
    let body = framing.opening + framing.part("{}".utf8.span) + framing.closing
    #expect(text(body) == "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{}\r\n-----\r\n")
  }

  @Test("a part is sent with the delimiter that tells the client that it is complete")
  func delimiterBehindPart() {
    #expect(text(MultipartMixedFraming(.incremental).part("{}".utf8.span)).hasSuffix("{}\r\n---"))
  }

  @Test("[INC subscriptionSpec] the subscription dialect wraps results and beats with an empty map")
  func subscriptionDialect() {
    let framing = MultipartMixedFraming(.subscription)
    #expect(text(framing.part(#"{"data":1}"#.utf8.span)).hasSuffix("\r\n\r\n{\"payload\":{\"data\":1}}\r\n--graphql"))
    #expect(framing.heartbeat.map(text)?.hasSuffix("\r\n\r\n{}\r\n--graphql") == true)
    #expect(MultipartMixedFraming(.incremental).heartbeat == nil)
  }
}

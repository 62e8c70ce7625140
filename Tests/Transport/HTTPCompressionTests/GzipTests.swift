import CZlib
import GraphQLHTTP
import HTTPCompression
import Testing

@Suite struct GzipTests {
  /// A body as a list of lessons would be.
  private func json(_ bytes: Int) -> [UInt8] {
    var text = #"{"data":{"lessons":["#
    var number = 0
    while text.utf8.count < bytes {
      text += #"{"id":"\#(number &* 2_654_435_761 % 1_000_003)","title":"Lesson \#(number)","isDraft":false},"#
      number += 1
    }
    return Array(text.utf8.prefix(bytes))
  }

  private func compressed(_ body: [UInt8], level: Int) -> HTTPExchangeResponse {
    var settings = HTTPSettings()
    settings.compressionLevel = level
    let request = HTTPRequestHead(method: "POST", target: "/graphql", fields: ["Accept-Encoding": "gzip"])
    let head = HTTPResponseHead(status: 200, fields: ["Content-Type": "application/json; charset=utf-8"])
    return HTTPExchangeResponse(head: head, body: body).compressed(for: request, settings: settings)
  }

  /// Reads one gzip member that fills the bytes; nil for anything else.
  private func inflated(_ bytes: [UInt8], room: Int) -> [UInt8]? {
    var stream = unsafe z_stream()
    return unsafe withUnsafeMutablePointer(to: &stream) { stream in
      guard unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        return nil
      }
      defer { unsafe inflateEnd(stream) }
      var isComplete = false
      let result = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
        unsafe bytes.withUnsafeBufferPointer { input in
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(input.count)
          unsafe stream.pointee.next_out = output.baseAddress
          unsafe stream.pointee.avail_out = UInt32(output.count)
          isComplete = unsafe inflate(stream, Z_FINISH) == Z_STREAM_END && stream.pointee.avail_in == 0
          count = unsafe output.count - Int(stream.pointee.avail_out)
        }
      }
      return isComplete ? result : nil
    }
  }

  @Test("[GZIP bytes] zlib reads back what was compressed", arguments: [1025, 4096, 100_000, 3_000_000], [1, 6, 9])
  func roundTrip(bytes: Int, level: Int) {
    let body = json(bytes)
    let answer = compressed(body, level: level)
    #expect(answer.head.fields["Content-Encoding"] == "gzip")
    #expect(answer.body.prefix(3) == [0x1F, 0x8B, 8])
    #expect(answer.body.count < body.count / 2)
    #expect(inflated(answer.body, room: bytes) == body)
  }

  @Test("[GZIP level] levels beyond 1 and 9 count as these", arguments: [Int.min, 0, 10, Int.max])
  func levels(level: Int) {
    let body = json(4096)
    #expect(compressed(body, level: level) == compressed(body, level: level < 1 ? 1 : 9))
  }

  @Test("[GZIP failure] what does not shrink is sent as it is")
  func incompressible() {
    var state: UInt64 = 1
    let noise = (0..<5000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    let answer = compressed(noise, level: 9)
    #expect(answer.body == noise)
    #expect(answer.head.fields["Content-Encoding"] == nil)
  }
}

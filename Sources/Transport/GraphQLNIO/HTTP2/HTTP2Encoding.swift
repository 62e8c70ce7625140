import GraphQLHTTP
import NIOCore
import NIOHPACK
import NIOHTTP2

extension HPACKHeaders {
  /// The head of an answer: names in lower case, nothing about the connection (RFC 9113, section 8.2.2).
  ///
  /// - Parameter length: of the body, in bytes; nil for a stream.
  init(_ head: GraphQLHTTP.HTTPResponseHead, length: Int?) {
    self = [":status": String(head.status)]
    for field in head.fields.all {
      // As in HTTP/1.1, nothing from a request gets into our fields; what could not be sent is not.
      guard !field.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else {
        self = [":status": "500"]
        break
      }
      let name = field.name.lowercased()
      if !Self.ofConnection.contains(name) { add(name: name, value: field.value, indexing: Self.indexing(name)) }
    }
    // These never have a body, and a length would speak of one.
    if let length, head.status != 204, head.status != 304 { add(name: "content-length", value: String(length)) }
  }

  /// What is the adapter's to say, or nobody's.
  private static let ofConnection: Set = [
    "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "content-length",
  ]

  /// Secrets stay out of the compression's memory (RFC 7541, section 7.1.3).
  private static func indexing(_ name: String) -> HPACKIndexing { name == "set-cookie" ? .neverIndexed : .indexable }
}

extension HTTP2Frame.FramePayload {
  /// A frame of a body. NIO cuts it into frames that the client takes.
  static func data(_ bytes: ByteBuffer, endStream: Bool) -> Self {
    .data(.init(data: .byteBuffer(bytes), endStream: endStream))
  }
}

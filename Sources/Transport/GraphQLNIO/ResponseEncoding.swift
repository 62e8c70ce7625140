import GraphQLHTTP
import NIOCore
import NIOHTTP1

/// How the end of a body is found.
enum BodyFraming: Equatable {
  case length(Int)
  case chunks
  /// By the end of the connection: streams for clients of HTTP/1.0.
  case close
}

/// What the answer says about the connection; the usual thing for its version of HTTP is not said.
enum ConnectionField {
  case usual
  case keepAlive
  case close
}

extension ByteBuffer {
  /// Writes the status line and all header fields. `Connection` and what frames the body are this adapter's affair.
  mutating func write(_ head: GraphQLHTTP.HTTPResponseHead, framing: BodyFraming, connection: ConnectionField) {
    let start = writerIndex
    var lines = 2
    if head.status == 200 {
      writeStaticString("HTTP/1.1 200 OK\r\n")
    } else {
      writeString("HTTP/1.1 \(head.status) \(HTTPResponseStatus(statusCode: head.status).reasonPhrase)\r\n")
    }
    for field in head.fields.all where !field.isOfAdapter {
      writeString(field.name)
      writeStaticString(": ")
      writeString(field.value)
      writeStaticString("\r\n")
      lines += 1
    }
    lines += writeFraming(framing, status: head.status) + writeConnection(connection)
    writeStaticString("\r\n")
    // A field must not become two (response splitting). Nothing from a request gets into our fields, so this never
    // happens; if it does, there are more control characters than the ends of our lines, and no field is sent.
    if controls(from: start) != lines * 2 {
      moveWriterIndex(to: start)
      write(GraphQLHTTP.HTTPResponseHead(status: 500), framing: framing, connection: connection)
    }
  }

  /// Writes one chunk of a body that is sent in chunks. An empty one would end the body, so it is left out.
  mutating func writeChunk(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    writeString(String(bytes.count, radix: 16))
    writeStaticString("\r\n")
    writeBytes(bytes)
    writeStaticString("\r\n")
  }

  private mutating func writeFraming(_ framing: BodyFraming, status: Int) -> Int {
    switch framing {
    case .length(let length):
      // These never have a body, and a length would speak of one.
      if status == 204 || status == 304 { return 0 }
      writeStaticString("Content-Length: ")
      writeString(String(length))
      writeStaticString("\r\n")
    case .chunks: writeStaticString("Transfer-Encoding: chunked\r\n")
    case .close: return 0
    }
    return 1
  }

  private mutating func writeConnection(_ connection: ConnectionField) -> Int {
    switch connection {
    case .usual: return 0
    case .keepAlive: writeStaticString("Connection: keep-alive\r\n")
    case .close: writeStaticString("Connection: close\r\n")
    }
    return 1
  }

  /// How many control characters were written that HTTP does not allow in a field, and those at the ends of lines.
  private func controls(from start: Int) -> Int {
    var count = 0
    for byte in readableBytesView[start...] where byte < 0x20 && byte != 0x09 { count += 1 }
    return count
  }
}

extension HTTPFields.Field {
  fileprivate var isOfAdapter: Bool {
    switch name.utf8.count {
    case 10: name.lowercased() == "connection"
    case 14: name.lowercased() == "content-length"
    default: false
    }
  }
}

import GraphQLHTTP
import NIOCore
import NIOHTTP1

/// A request while it arrives.
struct IncomingRequest {
  let head: GraphQLHTTP.HTTPRequestHead
  /// Why it is not served, whatever its body says.
  let fault: HTTPFault?
  /// Clients of HTTP/1.0 know no chunks and want to be told that a connection stays open.
  let isHTTP10: Bool
  /// Whether a body follows the head.
  let hasBody: Bool
  /// The length that was announced for it.
  let announcedLength: Int?
  /// Whether there is an `Upgrade` field.
  let hasUpgrade: Bool
  /// Whether the connection may serve another request afterwards.
  var keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  var awaitsContinue: Bool
  private(set) var body: [UInt8] = []
  private(set) var isBodyTooLarge = false

  init(_ head: NIOHTTP1.HTTPRequestHead, _ settings: HTTPServer.Settings) {
    var fields: [HTTPFields.Field] = []
    fields.reserveCapacity(head.headers.count)
    var framing = RequestFraming()
    for (name, value) in head.headers {
      fields.append(.init(name: name, value: value))
      framing.note(name, value)
    }
    isHTTP10 = head.version.major == 1 && head.version.minor == 0
    let target = framing.originForm(of: head.uri, method: head.method)
    self.head = .init(method: head.method.rawValue, target: target ?? head.uri, fields: HTTPFields(fields))
    fault = framing.fault(target: target, of: head, isHTTP10: isHTTP10, settings)
    hasBody = framing.hasBody
    announcedLength = framing.length
    hasUpgrade = framing.hasUpgrade
    awaitsContinue = framing.expectation != nil && framing.hasBody && !isHTTP10
    keepsAlive = head.isKeepAlive
  }

  /// Whether the answer ends with its head.
  var isHead: Bool { head.method == "HEAD" }

  /// Adds a part of the body; what passes the limit is dropped with all that came before.
  mutating func append(_ part: ByteBuffer, limit: Int) {
    guard !isBodyTooLarge, body.count + part.readableBytes <= limit else {
      isBodyTooLarge = true
      body = []
      return
    }
    body.append(contentsOf: part.readableBytesView)
  }
}

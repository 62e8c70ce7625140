import GraphQLHTTP
import NIOCore
import NIOHTTP1

/// A request while it arrives.
struct IncomingRequest {
  let head: GraphQLHTTP.HTTPRequestHead
  /// Whether the connection may serve another request afterwards.
  let keepsAlive: Bool
  /// Clients of HTTP/1.0 know no chunks and want to be told that a connection stays open.
  let isHTTP10: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  let expectsContinue: Bool
  /// Whether there is an `Upgrade` field.
  let hasUpgrade: Bool
  private(set) var body: [UInt8] = []
  private(set) var isBodyTooLarge = false

  init(_ head: NIOHTTP1.HTTPRequestHead) {
    var fields: [HTTPFields.Field] = []
    fields.reserveCapacity(head.headers.count)
    var (expects, upgrades) = (false, false)
    for (name, value) in head.headers {
      fields.append(.init(name: name, value: value))
      switch name.utf8.count {
      case 6: expects = expects || name.lowercased() == "expect"
      case 7: upgrades = upgrades || name.lowercased() == "upgrade"
      default: break
      }
    }
    self.head = .init(method: head.method.rawValue, target: head.uri, fields: HTTPFields(fields))
    keepsAlive = head.isKeepAlive
    isHTTP10 = head.version.major == 1 && head.version.minor == 0
    expectsContinue = expects && !isHTTP10 && head.headers["expect"].contains { $0.lowercased() == "100-continue" }
    hasUpgrade = upgrades
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

import GraphQLHTTP
import NIOHPACK

/// A request of HTTP/2 while it arrives. It reads as in HTTP/1.1 (RFC 9113, section 8.3.1) and is held to the same
/// rules.
struct HTTP2Request {
  let head: HTTPRequestHead
  /// Why it is not served, whatever its body says.
  let fault: HTTPFault?
  /// The length that was announced for the body.
  let announcedLength: Int?
  /// Whether the client waits for status 100 before it sends the body.
  var awaitsContinue: Bool

  /// NIO has seen to it that there is a method, that names are in lower case, that nothing is said about the connection
  /// and that the body has the length that was announced.
  init(_ headers: HPACKHeaders, hasBody: Bool, _ settings: HTTPServer.Settings) {
    var parts = Parts()
    parts.fields.reserveCapacity(headers.count)
    for (name, value, _) in headers { parts.note(name, value) }
    head = parts.head
    fault = parts.fault(settings)
    announcedLength = parts.length
    awaitsContinue = hasBody && parts.expectation != nil
  }

  /// Whether the answer ends with its head.
  var isHead: Bool { head.method == "HEAD" }
}

extension HTTP2Request {
  /// What the fields of a request say, sorted.
  private struct Parts {
    var fields: [HTTPFields.Field] = []
    var length: Int?
    var expectation: String?
    private var method = ""
    private var target = ""
    private var authority: String?
    private var hosts: [String] = []
    private var cookies: [String] = []

    mutating func note(_ name: String, _ value: String) {
      switch name {
      case ":method": method = value
      case ":path": target = value
      case ":authority": authority = value
      case ":scheme": break
      case "host": hosts.append(value)
      // One cookie may come in several fields (section 8.2.3).
      case "cookie": cookies.append(value)
      default:
        if name == "content-length" { length = Int(value) }
        if name == "expect" { expectation = value.lowercased() }
        fields.append(.init(name: name, value: value))
      }
    }

    private var host: String { authority ?? hosts.first ?? "" }

    var head: HTTPRequestHead {
      var fields = fields
      fields.append(.init(name: "host", value: host))
      if !cookies.isEmpty { fields.append(.init(name: "cookie", value: cookies.joined(separator: "; "))) }
      return HTTPRequestHead(method: method, target: target, fields: HTTPFields(fields))
    }

    func fault(_ settings: HTTPServer.Settings) -> HTTPFault? {
      if target.utf8.count > settings.targetBytes { return .targetTooLong(limit: settings.targetBytes) }
      if fields.count + cookies.count + hosts.count > settings.headFields { return .headersTooLarge }
      if host.isEmpty || !hosts.allSatisfy({ $0.utf8.elementsEqual(host.utf8) }) {
        return .badRequest("There must be one Host field")
      }
      // CONNECT has none, since nobody here is a proxy.
      if target.utf8.first != UInt8(ascii: "/"), target != "*" || method != "OPTIONS" {
        return .badRequest("The target must be a path")
      }
      if let expectation, expectation != "100-continue" {
        return HTTPFault(status: 417, message: "Only 100-continue can be expected")
      }
      return nil
    }
  }
}

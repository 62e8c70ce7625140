import GraphQLHTTP
import NIOHTTP1

/// What the header fields of a request say about its end, its host and its connection.
///
/// Two servers that read a request differently can be made to disagree about where it ends, and so can a proxy and we
/// (request smuggling). NIO's parser refuses most of what is doubtful; the rest is refused here.
struct RequestFraming {
  private(set) var length: Int?
  private(set) var expectation: String?
  private(set) var hasUpgrade = false
  private var host: String?
  private var hostCount = 0
  private var lengthCount = 0
  private var isLengthInvalid = false
  private var codings: [String] = []
  private var bytes = 0

  /// Whether a body follows the head.
  var hasBody: Bool { !codings.isEmpty || length ?? 0 > 0 }

  /// Looks at a field. The length of a name tells most of them apart from those that matter.
  mutating func note(_ name: String, _ value: String) {
    bytes += name.utf8.count + value.utf8.count
    switch name.utf8.count {
    case 4 where name.isField("host"): (host, hostCount) = (value, hostCount + 1)
    case 6 where name.isField("expect"): expectation = value
    case 7 where name.isField("upgrade"): hasUpgrade = true
    case 14 where name.isField("content-length"):
      length = Int(value)
      lengthCount += 1
      isLengthInvalid = isLengthInvalid || length == nil || value.utf8.first ?? 0 < UInt8(ascii: "0")
    case 17 where name.isField("transfer-encoding"): codings.append(value)
    default: break
    }
  }

  /// The target as a path with a query: as it came, or without the scheme and host that are sent to proxies, if they
  /// are those of the `Host` field (RFC 9112, section 3.2.2). Nil for all others but the `*` of `OPTIONS`.
  func originForm(of target: String, method: HTTPMethod) -> String? {
    if target.utf8.first == UInt8(ascii: "/") || (target == "*" && method == .OPTIONS) { return target }
    guard let host, !host.isEmpty else { return nil }
    for scheme in ["http://", "https://"] where target.utf8.count >= scheme.utf8.count {
      let authority = target.utf8.dropFirst(scheme.utf8.count)
      guard target.utf8.prefix(scheme.utf8.count).elementsEqual(scheme.utf8), authority.starts(with: host.utf8) else {
        continue
      }
      let path = authority.dropFirst(host.utf8.count)
      if path.isEmpty { return "/" }
      return path.first == UInt8(ascii: "/") ? String(Substring(path)) : nil
    }
    return nil
  }

  /// Why the request is not served.
  func fault(
    target: String?, of head: NIOHTTP1.HTTPRequestHead, isHTTP10: Bool, _ settings: HTTPServer.Settings
  ) -> HTTPFault? {
    if head.uri.utf8.count > settings.targetBytes { return .targetTooLong(limit: settings.targetBytes) }
    if bytes > settings.headBytes || head.headers.count > settings.headFields { return .headersTooLarge }
    if hostCount > 1 || (hostCount == 0 && !isHTTP10) { return .badRequest("There must be one Host field") }
    if target == nil { return .badRequest("The target must be a path") }
    if isLengthInvalid || lengthCount > 1 { return .badRequest("The Content-Length is not clear") }
    if !codings.isEmpty, let fault = codingFault(isHTTP10: isHTTP10) { return fault }
    if let expectation, !isHTTP10, expectation.lowercased() != "100-continue" {
      return HTTPFault(status: 417, message: "Only 100-continue can be expected")
    }
    return nil
  }

  private func codingFault(isHTTP10: Bool) -> HTTPFault? {
    if lengthCount > 0 { return .badRequest("A request has a Content-Length or a Transfer-Encoding, not both") }
    if isHTTP10 { return .badRequest("HTTP/1.0 has no Transfer-Encoding") }
    guard codings.count == 1, codings[0].lowercased() == "chunked" else {
      return HTTPFault(status: 501, message: "The only transfer coding is chunked")
    }
    return nil
  }
}

extension String {
  /// Whether this is the name of a field, which is given in lower case and is as long. The parser lets only letters,
  /// digits and a few signs into names, so one bit more makes small letters of large ones and nothing else of the rest.
  fileprivate func isField(_ name: String) -> Bool { utf8.elementsEqual(name.utf8) { $0 | 0x20 == $1 } }
}

import AtlasKernel
import Crypto
import GraphQLJSON

/// What of a message goes over the wire: as much of it as services take.
struct PushContent: Sendable {
  let title: String
  let body: String
  let url: String?
  /// Stands for the collapse key, which may be of any length: 32 characters of base64url, as a `Topic` has at most (RFC
  /// 8030, section 5.4).
  let tag: String

  /// Bytes of a title and of an address as JSON. A longer title is cut, a longer address is left out.
  private static let (titleLimit, urlLimit) = (480, 2050)
  /// How long a message waits for a device that is away, in seconds.
  static let lifetimeSeconds = 86_400

  /// - Parameter bytesLimit: bytes of ``json``, at least 3,000; the body is cut at the end of a character to fit.
  init(_ message: PushMessage, bytesLimit: Int) {
    tag = Base64URL.encode(Array(SHA256.hash(data: Array(message.collapseKey.utf8)).prefix(24)))
    let title = Self.cut(message.title, to: Self.titleLimit)
    let url = message.url.flatMap { Self.length($0) <= Self.urlLimit ? $0 : nil }
    let rest = bytesLimit - Self.json(title, "", url, tag).serialized().count
    body = Self.cut(message.body, to: rest + 2)
    (self.title, self.url) = (title, url)
  }

  /// The whole as a service worker gets it.
  var json: JSONValue { Self.json(title, body, url, tag) }

  private static func json(_ title: String, _ body: String, _ url: String?, _ tag: String) -> JSONValue {
    var object: JSONObject = ["title": .string(title), "body": .string(body), "tag": .string(tag)]
    object["url"] = url.map { .string($0) }
    return .object(object)
  }

  /// The beginning of a text that has no more bytes than this as a JSON string; an ellipsis stands for what is missing.
  private static func cut(_ text: String, to limit: Int) -> String {
    // A text of more bytes than that need not be written to be known as too long.
    if text.utf8.count <= limit, length(text) <= limit { return text }
    let ellipsis = "…"
    var rest = limit - length(ellipsis)
    let end = text.indices.first { index in
      rest -= length(String(text[index])) - 2
      return rest < 0
    }
    return text[..<(end ?? text.endIndex)] + ellipsis
  }

  /// Bytes of a text as a JSON string, with its quotes.
  private static func length(_ text: String) -> Int { JSONValue.string(text).serialized().count }
}

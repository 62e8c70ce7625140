import GraphQLJSON

/// The body of a request to Firebase Cloud Messaging (HTTP v1, `projects.messages.send`).
struct FCMMessage {
  let content: PushContent
  let token: String
  /// When it need not be brought any more, in seconds since 1970.
  let end: Int

  /// Bytes of what is shown: the service takes 4,096, in which it counts names and options of its own.
  private static let contentLimit = 3_000

  init(_ message: PushMessage, to token: String, now: Int) {
    content = PushContent(message, bytesLimit: Self.contentLimit)
    self.token = token
    end = now + PushContent.lifetimeSeconds
  }

  var json: JSONValue {
    var message: JSONObject = [
      "token": .string(token),
      "notification": .object(["title": .string(content.title), "body": .string(content.body)]),
      "android": .object(android), "apns": .object(apns), "webpush": .object(webpush),
    ]
    message["data"] = content.url.map { .object(["url": .string($0)]) }
    return .object(["message": .object(message)])
  }

  private var lifetime: String { String(PushContent.lifetimeSeconds) }

  /// The collapse key replaces what has not been brought yet, the tag what is shown.
  private var android: JSONObject {
    [
      "collapse_key": .string(content.tag), "ttl": .string(lifetime + "s"),
      "notification": .object(["tag": .string(content.tag)]),
    ]
  }

  private var apns: JSONObject {
    ["headers": .object(["apns-collapse-id": .string(content.tag), "apns-expiration": .string(String(end))])]
  }

  private var webpush: JSONObject {
    var options: JSONObject = [
      "headers": .object(["TTL": .string(lifetime), "Topic": .string(content.tag)]),
      "notification": .object(["tag": .string(content.tag)]),
    ]
    // Other addresses than these make the service refuse the whole.
    if let url = content.url, url.hasPrefix("https://") {
      options["fcm_options"] = .object(["link": .string(url)])
    }
    return options
  }
}

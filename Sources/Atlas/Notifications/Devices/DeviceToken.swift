import AtlasAPI
import GraphQLJSON
import Push

/// What a device gives to those who may push to it, and what tells it from others.
struct DeviceToken: Sendable {
  /// What is kept of it, for the senders.
  let text: String
  /// The same for the same device.
  let identity: String

  /// A browser's subscription is told by its endpoint alone, and only its endpoint and keys are kept: its members come
  /// in any order, and others with them. Nil for what nothing can be pushed with.
  init?(_ token: String, on platform: API.DevicePlatform) {
    guard PushSenders.accepts(token, on: Self.platform(platform)) else { return nil }
    guard platform == .web, let members = (try? JSONParser.parse(token))?.objectValue,
      let endpoint = members["endpoint"], let address = endpoint.stringValue, let keys = members["keys"]?.objectValue,
      let key = keys["p256dh"], let secret = keys["auth"]
    else {
      (text, identity) = (token, token)
      return
    }
    var kept: JSONObject = [:]
    kept.append(key: "p256dh", value: key)
    kept.append(key: "auth", value: secret)
    var subscription: JSONObject = [:]
    subscription.append(key: "endpoint", value: endpoint)
    subscription.append(key: "keys", value: .object(kept))
    text = String(decoding: JSONValue.object(subscription).serialized(), as: UTF8.self)
    // No other token has a space.
    identity = "subscription \(address)"
  }

  private static func platform(_ platform: API.DevicePlatform) -> PushSenders.Platform {
    switch platform {
    case .web: .web
    case .ios: .ios
    case .android: .android
    }
  }
}

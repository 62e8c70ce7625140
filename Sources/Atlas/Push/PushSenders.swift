public import Logging
public import OutboundHTTP

/// The ways to devices, each for the platforms and tokens that it is for.
public struct PushSenders: Sendable {
  /// What a device is.
  public enum Platform: Sendable, Hashable {
    case web, ios, android
  }

  private let web: (any PushSender)?
  private let fcm: (any PushSender)?
  private let fallback: any PushSender

  /// - Parameters:
  ///   - web: for browsers' subscriptions; nil: they go to the fallback.
  ///   - fcm: for tokens of Firebase Cloud Messaging, also those of browsers; nil: they go to the fallback.
  public init(web: (any PushSender)?, fcm: (any PushSender)?, fallback: any PushSender) {
    self.web = web
    self.fcm = fcm
    self.fallback = fallback
  }

  /// What the configuration says, and the log for what it does not.
  ///
  /// - Parameters:
  ///   - fetcher: asks Google.
  ///   - publicFetcher: asks the addresses of subscriptions, which anybody may have made up: a ``CheckedFetcher``.
  public init(
    _ configuration: PushConfiguration, fetcher: any HTTPFetcher, publicFetcher: any HTTPFetcher, logger: Logger
  ) {
    self.init(
      web: configuration.vapid.map { WebPushSender($0, fetcher: publicFetcher) },
      fcm: configuration.fcm.map { FCMPushSender($0, fetcher: fetcher) }, fallback: LogPushSender(logger: logger))
  }

  /// What sends to devices of a platform.
  public func sender(for platform: Platform) -> any PushSender {
    PlatformSender(platform: platform, web: web ?? fallback, fcm: fcm ?? fallback)
  }

  /// Whether a token can be one of a device of this platform: a browser's subscription that ``WebPushSubscription`` takes,
  /// or a word of Firebase Cloud Messaging.
  public static func accepts(_ token: String, on platform: Platform) -> Bool {
    platform == .web && isSubscription(token) ? WebPushSubscription(token) != nil : FCMPushSender.isToken(token)
  }

  fileprivate static func isSubscription(_ token: String) -> Bool { token.hasPrefix("{") }
}

/// Chooses by the token; what no device of the platform can have is gone.
private struct PlatformSender: PushSender {
  let platform: PushSenders.Platform
  let web: any PushSender
  let fcm: any PushSender

  func send(_ message: PushMessage, to token: String) async -> PushOutcome {
    guard PushSenders.accepts(token, on: platform) else { return .gone }
    let isSubscription = platform == .web && PushSenders.isSubscription(token)
    return await (isSubscription ? web : fcm).send(message, to: token)
  }
}

import AtlasAPI
import AtlasKernel
import FoundationEssentials
import Logging
import OutboundHTTP
import Push

extension AtlasConfiguration {
  /// What the variables whose names begin with `ATLAS_PUSH_` say together.
  ///
  /// - Throws: `ConfigurationError` naming the variable that is wrong or missing, without a key.
  static func push(_ variable: (String) -> String?) throws(ConfigurationError) -> PushConfiguration {
    var settings = PushConfiguration()
    settings.vapid = try vapid(key: variable("ATLAS_PUSH_VAPID_KEY"), subject: variable("ATLAS_PUSH_VAPID_SUBJECT"))
    settings.fcm = try variable("ATLAS_PUSH_FCM_ACCOUNT").map { path throws(ConfigurationError) in try fcm(file: path) }
    return settings
  }

  private static func vapid(key: String?, subject: String?) throws(ConfigurationError) -> VAPIDIdentity? {
    switch (key, subject) {
    case (let key?, let subject?):
      do throws(PushConfigurationError) {
        return try VAPIDIdentity(privateKey: key, subject: subject)
      } catch {
        throw ConfigurationError("ATLAS_PUSH_VAPID_KEY, ATLAS_PUSH_VAPID_SUBJECT: \(error)")
      }
    case (nil, nil): return nil
    default: throw ConfigurationError("ATLAS_PUSH_VAPID_KEY and ATLAS_PUSH_VAPID_SUBJECT need each other.")
    }
  }

  private static func fcm(file path: String) throws(ConfigurationError) -> FCMAccount {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError("The file \"\(path)\" (ATLAS_PUSH_FCM_ACCOUNT) cannot be read.")
    }
    do throws(PushConfigurationError) {
      return try FCMAccount(json: Array(data))
    } catch {
      throw ConfigurationError("ATLAS_PUSH_FCM_ACCOUNT: \(error)")
    }
  }

  /// What carries messages to devices, by their kind.
  ///
  /// - Parameters:
  ///   - fetcher: asks Google.
  ///   - publicFetcher: asks the addresses of subscriptions, which anybody may have made up.
  func makePushSenders(
    _ fetcher: any HTTPFetcher, publicFetcher: any HTTPFetcher, _ logger: Logger
  ) -> [API.DevicePlatform: any PushSender] {
    if environment == .production { warnOfMissingWays(logger) }
    let senders = PushSenders(push, fetcher: fetcher, publicFetcher: publicFetcher, logger: logger)
    return [
      .web: senders.sender(for: .web), .ios: senders.sender(for: .ios), .android: senders.sender(for: .android),
    ]
  }

  /// What asks addresses that anybody may have made up: it only reaches public ones.
  func makePublicFetcher() -> CheckedFetcher {
    CheckedFetcher(timeout: .seconds(10), bodyLimit: 64 << 10, isAllowed: PublicNetworks.contains)
  }

  private func warnOfMissingWays(_ logger: Logger) {
    if push.vapid == nil { logger.warning("messages to browsers are only logged: ATLAS_PUSH_VAPID_KEY is not set") }
    if push.fcm == nil {
      logger.warning("messages to telephones and tablets are only logged: ATLAS_PUSH_FCM_ACCOUNT is not set")
    }
  }
}

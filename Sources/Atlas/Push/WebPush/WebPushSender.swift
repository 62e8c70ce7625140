import Glibc
import GraphQLJSON
public import OutboundHTTP

/// Sends messages to browsers by their own push services (RFC 8030), encrypted (RFC 8291) and in our name (RFC 8292).
public struct WebPushSender: PushSender {
  private let authorizations: VAPIDAuthorizations
  private let fetcher: any HTTPFetcher
  private let clock: @Sendable () -> Int

  /// For everything, from connecting to the last byte.
  static let timeout: Duration = .seconds(10)

  /// - Parameters:
  ///   - fetcher: asks the addresses of subscriptions, which anybody may have made up: a ``CheckedFetcher``.
  ///   - clock: seconds since 1970; nil for the system's clock.
  public init(_ identity: VAPIDIdentity, fetcher: any HTTPFetcher, clock: (@Sendable () -> Int)? = nil) {
    authorizations = VAPIDAuthorizations(identity)
    self.fetcher = fetcher
    self.clock = clock ?? { time(nil) }
  }

  /// - Parameter token: what ``WebPushSubscription`` reads; anything else is gone.
  public func send(_ message: PushMessage, to token: String) async -> PushOutcome {
    guard let subscription = WebPushSubscription(token) else { return .gone }
    do {
      let response = try await fetcher.fetch(try request(message, to: subscription))
      return outcome(response)
    } catch OutboundError.notAllowed {
      return .refused("The push service is not at a public address.")
    } catch is OutboundError {
      return .later(nil)
    } catch {
      // Of agreeing on a key or signing: it would fail again, and its own words may be about keys.
      return .refused("The message cannot be encrypted or signed.")
    }
  }

  private func request(_ message: PushMessage, to subscription: WebPushSubscription) throws -> OutboundRequest {
    let content = PushContent(message, bytesLimit: WebPushEncryption.messageLimit)
    let body = try WebPushEncryption().encrypt(content.json.serialized(), for: subscription)
    let authorization = try authorizations.authorization(for: subscription.origin, now: clock())
    var request = OutboundRequest(
      .post, subscription.endpoint,
      fields: [
        ("Authorization", authorization), ("Content-Encoding", "aes128gcm"),
        ("Content-Type", "application/octet-stream"), ("TTL", String(PushContent.lifetimeSeconds)),
        ("Topic", content.tag), ("Urgency", "normal"),
      ], body: body)
    request.timeout = Self.timeout
    request.needsBody = false
    return request
  }

  /// RFC 8030, sections 5, 7.2, 7.3 and 8.4; RFC 8292, section 2, of 401 and 403.
  private func outcome(_ response: OutboundResponse) -> PushOutcome {
    switch response.status {
    case 200...202: .sent
    case 404, 410: .gone
    case 401, 403: .blocked("The push service answered with status \(response.status).")
    case 429, 500...599: .later(response.pause(now: clock(), atMost: PushOutcome.longestPause))
    case 413: .refused("The push service finds the message too large.")
    default: .refused("The push service answered with status \(response.status).")
    }
  }
}

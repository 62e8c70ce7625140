import Glibc
import GraphQLJSON
public import OutboundHTTP

/// Sends messages by Firebase Cloud Messaging (HTTP v1), which brings them to Android, to iOS and to browsers.
public struct FCMPushSender: PushSender {
  private let account: FCMAccount
  private let tokens: FCMAccessTokens
  private let fetcher: any HTTPFetcher
  private let clock: @Sendable () -> Int

  /// For each exchange, from connecting to the last byte.
  static let timeout: Duration = .seconds(10)

  /// - Parameters:
  ///   - fetcher: asks the service.
  ///   - clock: seconds since 1970; nil for the system's clock.
  public init(_ account: FCMAccount, fetcher: any HTTPFetcher, clock: (@Sendable () -> Int)? = nil) {
    let clock = clock ?? { time(nil) }
    self.account = account
    self.fetcher = fetcher
    self.clock = clock
    tokens = FCMAccessTokens(account, fetcher: fetcher, clock: clock)
  }

  /// - Parameter token: of the device's registration; what cannot be one is gone.
  public func send(_ message: PushMessage, to token: String) async -> PushOutcome {
    guard Self.isToken(token) else { return .gone }
    let body = FCMMessage(message, to: token, now: clock()).json.serialized()
    do {
      let access = try await tokens.token()
      let first = try await post(body, access)
      guard first.status == 401 else { return outcome(first) }
      // Google may take a token back before its end.
      return outcome(try await post(body, try await tokens.token(insteadOf: access)))
    } catch let failure as FCMAccessTokens.Failure {
      return failure.outcome
    } catch {
      return .later(nil)
    }
  }

  /// Whether a text can be a registration token: one word.
  static func isToken(_ text: String) -> Bool {
    (1...4_096).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private func post(_ body: [UInt8], _ access: String) async throws(OutboundError) -> OutboundResponse {
    var request = OutboundRequest(
      .post, account.sendURL,
      fields: [("Authorization", "Bearer \(access)"), ("Content-Type", "application/json; charset=utf-8")], body: body)
    request.timeout = Self.timeout
    return try await fetcher.fetch(request)
  }

  /// What an answer says of the device. Only the service's own words for "this token" make it gone: a project that is not
  /// there also gives 404, and must not cost all devices. A token of somebody else's project is no fault of ours.
  private func outcome(_ response: OutboundResponse) -> PushOutcome {
    if response.isSuccess { return .sent }
    let error = FCMError(response.body)
    switch response.status {
    case 404 where error.code == "UNREGISTERED": return .gone
    case 400 where error.isAboutToken: return .gone
    case 429, 500...599: return .later(response.pause(now: clock(), atMost: PushOutcome.longestPause))
    default:
      let code = error.code.map { " (\($0))" } ?? ""
      let words = "Firebase Cloud Messaging answered with status \(response.status)\(code)."
      let isOurs = [401, 403, 404].contains(response.status) && error.code != "SENDER_ID_MISMATCH"
      return isOurs ? .blocked(words) : .refused(words)
    }
  }
}

/// What an answer that is no success says (`google.rpc.Status` with `FcmError` and `BadRequest`).
private struct FCMError {
  /// Such as `UNREGISTERED`.
  let code: String?
  /// Whether it is the token that makes the request a bad one.
  let isAboutToken: Bool

  init(_ body: [UInt8]) {
    let error = (try? JSONParser.parse(body))?.objectValue?["error"]?.objectValue
    let details = (error?["details"]?.arrayValue ?? []).prefix(20).compactMap(\.objectValue)
    // It goes into a log.
    code = details.lazy.compactMap { $0["errorCode"]?.stringValue }.first { code in
      (1...40).contains(code.utf8.count)
        && code.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") }
    }
    isAboutToken = details.contains { detail in
      (detail["fieldViolations"]?.arrayValue ?? []).contains { violation in
        violation.objectValue?["field"] == .string("message.token")
      }
    }
  }
}

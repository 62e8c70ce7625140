import GraphQLJSON
import OutboundHTTP

/// The access token of a service account, kept for as long as it is good. However many want one at once, it is asked for
/// once.
actor FCMAccessTokens {
  private let account: FCMAccount
  private let fetcher: any HTTPFetcher
  private let clock: @Sendable () -> Int

  private var current: (text: String, end: Int)?
  private var failure: (error: Failure, end: Int)?
  private var asking: Task<Result<String, Failure>, Never>?

  /// Why there is none: what becomes of a message that needs it.
  struct Failure: Error {
    let outcome: PushOutcome
  }

  /// How long before its end a token is not used any more.
  private static let marginSeconds = 60
  /// How long a failure is not followed by another try.
  private static let pauseSeconds = 10

  init(_ account: FCMAccount, fetcher: any HTTPFetcher, clock: @escaping @Sendable () -> Int) {
    self.account = account
    self.fetcher = fetcher
    self.clock = clock
  }

  /// - Parameter refused: one that was not taken, though by its end it should be.
  func token(insteadOf refused: String? = nil) async throws(Failure) -> String {
    let now = clock()
    if let current, current.text != refused, now < current.end { return current.text }
    if let failure, now < failure.end { throw failure.error }
    // Whoever stops waiting must not take the answer from the others.
    let task = asking ?? Task { await renew() }
    asking = task
    let (results, continuation) = AsyncStream.makeStream(of: Result<String, Failure>.self)
    Task {
      continuation.yield(await task.value)
      continuation.finish()
    }
    for await result in results { return try result.get() }
    // It is us who were cancelled.
    throw Failure(outcome: .later(nil))
  }

  private func renew() async -> Result<String, Failure> {
    defer { asking = nil }
    do throws(Failure) {
      let token = try await ask()
      (current, failure) = (token, nil)
      return .success(token.text)
    } catch {
      failure = (error, clock() + Self.pauseSeconds)
      return .failure(error)
    }
  }

  /// RFC 7523, section 2.1.
  private func ask() async throws(Failure) -> (text: String, end: Int) {
    let now = clock()
    guard let assertion = try? account.assertion(now: now) else {
      throw Failure(outcome: .blocked("The key of the service account cannot sign."))
    }
    var request = OutboundRequest(
      .post, account.tokenURL, fields: [("Content-Type", "application/x-www-form-urlencoded")],
      body: Array("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=\(assertion)".utf8))
    request.timeout = FCMPushSender.timeout
    guard let response = try? await fetcher.fetch(request) else { throw Failure(outcome: .later(nil)) }
    if response.status == 429 || response.status >= 500 {
      throw Failure(outcome: .later(response.pause(now: now, atMost: PushOutcome.longestPause)))
    }
    guard response.status == 200 else {
      throw Failure(outcome: .blocked("The service account got status \(response.status) instead of an access token."))
    }
    guard let token = Self.token(in: response.body) else {
      throw Failure(outcome: .blocked("What the service account got is no access token."))
    }
    return (token.text, now + token.seconds - Self.marginSeconds)
  }

  /// RFC 6749, section 5.1. The token goes into a header field, so it must be one word.
  private static func token(in body: [UInt8]) -> (text: String, seconds: Int)? {
    guard let members = (try? JSONParser.parse(body))?.objectValue,
      let text = members["access_token"]?.stringValue, (1...8_192).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      case .number(let lifetime)? = members["expires_in"], let seconds = Int(lifetime), (1...86_400).contains(seconds)
    else { return nil }
    return (text, seconds)
  }
}

import Synchronization

/// What we show to push services, kept for as long as it is good.
final class VAPIDAuthorizations: Sendable {
  private let identity: VAPIDIdentity
  private let kept = Mutex<[String: (text: String, end: Int)]>([:])

  /// Half a day of the day that is allowed (RFC 8292, section 2): clocks differ.
  private static let lifetimeSeconds = 43_200
  /// How long before its end one is not used any more.
  private static let marginSeconds = 600
  /// Anybody can name an origin.
  private static let originsLimit = 100

  init(_ identity: VAPIDIdentity) { self.identity = identity }

  /// The value of `Authorization` for a push service.
  ///
  /// - Parameter now: seconds since 1970.
  func authorization(for origin: String, now: Int) throws -> String {
    if let known = kept.withLock({ $0[origin] }), now < known.end - Self.marginSeconds { return known.text }
    let end = now + Self.lifetimeSeconds
    let text = try identity.authorization(for: origin, until: end)
    kept.withLock { kept in
      if kept.count >= Self.originsLimit { kept = [:] }
      kept[origin] = (text, end)
    }
    return text
  }
}

import FoundationEssentials
import OutboundHTTP

extension ModelFailure {
  /// The longest pause that a provider may ask for.
  static let longestPause: Duration = .seconds(3_600)

  /// What an answer without success means.
  init(_ response: OutboundResponse) {
    switch response.status {
    // 529 is Anthropic's own.
    case 429, 503, 529:
      let now = Int(Date().timeIntervalSince1970)
      self = .overloaded(retryAfter: response.pause(now: now, atMost: Self.longestPause))
    case 408: self = .timeout
    case 500...599: self = .unavailable
    default: self = .refused(status: response.status)
    }
  }

  /// What a missing answer means.
  init(_ error: OutboundError) {
    switch error {
    case .timeout: self = .timeout
    case .unreachable: self = .unavailable
    case .tooLarge: self = .malformed
    case .notAllowed: self = .refused(status: 0)
    }
  }
}

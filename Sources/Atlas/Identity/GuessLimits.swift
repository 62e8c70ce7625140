import AtlasKernel
import Crypto
import GraphQLExecution
import GraphQLSyntax

/// How often the password of one account may be tried, and a mail be sent to it, besides what `@rateLimit` says about the client's address.
///
/// A network gets 50 tries an hour at an account, so that who has many addresses of it gains little. All networks
/// together get 500: too few to guess a password that registration takes, and enough that it takes ten networks which
/// try all the time to lock an owner out. The address that was tried is kept as its SHA-256 only, and counts the same
/// whether it has an account or not.
enum GuessLimits {
  private static let ofNetwork = BucketRate(limit: 50, windowSeconds: 3600)
  private static let ofAccount = BucketRate(limit: 500, windowSeconds: 3600)

  private static let ofMails = BucketRate(limit: 5, windowSeconds: 3600)

  /// Whether another mail may go to an address that somebody named: five an hour, whoever asks, with an account or
  /// without. Who asks is not told: silence says nothing about the address either.
  static func mayMail(_ email: EmailAddress, _ context: ExecutionContext) async throws -> Bool {
    guard let buckets = context.request.buckets else { return true }
    let level = try await buckets.draw(.exactly(1), from: BucketKey("mail", .digest(digest(of: email))), ofMails)
    return level.granted == 1
  }

  private static func digest(of email: EmailAddress) -> String {
    Base64URL.encode(Array(SHA256.hash(data: Array(email.text.utf8))))
  }

  /// Counts a try, before anything is looked up.
  ///
  /// - Throws: `RATE_LIMITED`; what the store throws where it cannot be asked.
  static func count(_ email: EmailAddress, _ context: ExecutionContext) async throws {
    guard let buckets = context.request.buckets else { return }
    let digest = digest(of: email)
    let network = IPAddress(context.request.client.ipAddress)?.network(bits: 24, ofIPv6: 48) ?? .unknown
    for (subject, rate) in [("\(digest)/\(network)", ofNetwork), (digest, ofAccount)] {
      let level = try await buckets.draw(.exactly(1), from: BucketKey("guess", .digest(subject)), rate)
      if level.granted == 0 {
        throw GraphQLError.rateLimited(retryAfterSeconds: level.retryAfterSeconds(for: 1, rate))
      }
    }
  }
}

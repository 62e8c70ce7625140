import Crypto
import Synchronization

/// Remembers tokens whose signature was right, so that a busy client's token is verified once.
///
/// Keyed by the SHA-256 of the whole token. Two generations: when the younger one is full it becomes the older one,
/// and the older one is forgotten; what is still in use moves up when it is found.
final class VerifiedTokenCache: Sendable {
  private struct Generations {
    var young: [SHA256Digest: AccessTokenClaims] = [:]
    var old: [SHA256Digest: AccessTokenClaims] = [:]
  }

  private let generationLimit: Int
  private let generations = Mutex(Generations())

  /// - Parameter limit: how many tokens are remembered at most.
  init(limit: Int) { generationLimit = max(1, limit / 2) }

  /// How many tokens are remembered.
  var count: Int { generations.withLock { $0.young.count + $0.old.count } }

  subscript(token: SHA256Digest) -> AccessTokenClaims? {
    get {
      generations.withLock { generations in
        if let claims = generations.young[token] { return claims }
        guard let claims = generations.old.removeValue(forKey: token) else { return nil }
        insert(token, claims, &generations)
        return claims
      }
    }
    set {
      guard let newValue else { return }
      generations.withLock { insert(token, newValue, &$0) }
    }
  }

  private func insert(_ token: SHA256Digest, _ claims: AccessTokenClaims, _ generations: inout Generations) {
    if generations.young.count >= generationLimit {
      generations.old = generations.young
      generations.young = [:]
    }
    generations.young[token] = claims
  }
}

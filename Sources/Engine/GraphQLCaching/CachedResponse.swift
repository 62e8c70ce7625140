/// An answer without errors, as it was sent and may be sent again.
public final class CachedResponse: Sendable {
  /// The response map as JSON.
  public let body: [UInt8]
  /// `ETag`.
  public let entityTag: String
  /// Whether no shared cache outside may keep it.
  public let isPrivate: Bool
  /// When its reading began: what it shows was true then or later.
  let readAt: ContinuousClock.Instant
  let expiresAt: ContinuousClock.Instant
  /// How many evictions there had been when its reading began.
  let stamp: UInt64
  let tags: [Int]

  init(
    body: [UInt8], isPrivate: Bool, readAt: ContinuousClock.Instant, expiresAt: ContinuousClock.Instant, stamp: UInt64,
    tags: [Int]
  ) {
    self.body = body
    entityTag = EntityTag.make(body)
    self.isPrivate = isPrivate
    self.readAt = readAt
    self.expiresAt = expiresAt
    self.stamp = stamp
    self.tags = tags
  }

  /// How many whole seconds it may still be kept.
  public func secondsLeft(at now: ContinuousClock.Instant) -> Int {
    max(0, Int((expiresAt - now).components.seconds))
  }
}

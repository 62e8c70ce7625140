import AtlasKernel

/// Where uses of fields are counted: each one exactly, by a statement of its own, unless a field may be used many times a
/// second. What such a field does is cheaper than that statement, so its uses are counted like requests, in leased parts.
struct FieldBuckets: RateLimitStore {
  /// From how many uses a second on their bucket is leased.
  static let leasedRate = 10.0

  let store: PostgresRateLimitStore
  let leases: LeasedBuckets

  func draw(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) async throws -> BucketLevel {
    guard rate.refillPerSecond >= Self.leasedRate, draw.atLeast == draw.atMost, draw.returned == 0 else {
      return try await store.draw(draw, from: key, rate)
    }
    return await leases.take(draw.atMost, from: key, rate)
  }

  func giveBack(_ surplus: [BucketSurplus]) async throws { try await store.giveBack(surplus) }
}

/// How often something was in a cache when it was asked for, and how often it was not.
public struct CacheCounts: Sendable, Equatable {
  public var hits = 0
  public var misses = 0

  /// Nothing was asked for.
  public init() {}
}

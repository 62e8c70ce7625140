public import AtlasAPI
public import GraphQLSyntax

/// Which metrics are meant: a learner's, over a stretch of time. Other domains refer to `Metrics` by it.
public struct MetricsKey: Hashable, Sendable {
  /// The learner.
  public let userID: Int64
  /// The first moment inside; nil: the beginning, or 30 days ago where the stretch is the usual one.
  public let from: DateTime?
  /// The first moment behind; nil: now.
  public let to: DateTime?
  /// Whether the stretch is that of the last 30 days.
  public let isUsual: Bool

  /// The last 30 days, unless a range is given.
  ///
  /// - Throws: `VALIDATION_ERROR` for a range that ends before it begins.
  public init(userID: Int64, range: API.DateTimeRange? = nil) throws(GraphQLError) {
    try range?.checkOrder()
    self.userID = userID
    from = range?.from
    to = range?.to
    isUsual = range == nil
  }

  /// The stretch in ISO 8601: a duration up to now, or an interval, in which `..` is an open end.
  public var rangeText: String { isUsual ? "P30D" : "\(from?.text ?? "..")/\(to?.text ?? "..")" }
}

extension API.DateTimeRange {
  /// - Throws: `VALIDATION_ERROR` where it ends before it begins.
  public func checkOrder() throws(GraphQLError) {
    if let from, let to, from > to { throw .validation("range.from must not be later than range.to.") }
  }
}

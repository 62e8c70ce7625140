public import GraphQLJSON

/// What the limits said of an operation: how much its sender has left, and what it costs.
public struct Allowance: Sendable {
  /// The state of one bucket.
  public struct Meter: Sendable {
    /// How fast the bucket fills, and how much it holds.
    public let rate: BucketRate
    /// Tokens that are there.
    public var available: Double

    /// What a draw has left.
    public init(_ rate: BucketRate, _ level: BucketLevel) {
      self.rate = rate
      available = level.available
    }

    /// Whole tokens that are there.
    public var remaining: Int { Int(exactly: max(0, available + 1e-6).rounded(.down)) ?? rate.capacity }

    /// Seconds until the bucket is full again if nothing more is taken.
    public var secondsUntilFull: Double { max(0, Double(rate.capacity) - available) / rate.refillPerSecond }
  }

  /// Requests of this minute; nil where they are not limited, or not counted yet.
  public var requests: Meter?
  /// Points; nil where they are not limited, or not counted yet.
  public var points: Meter?
  /// What the operation costs, in points.
  public var requestedCost = 0
  /// How many objects its answer can hold at most.
  public var nodeCount = 0

  /// Nothing is known.
  public init() {}

  /// What answers say of it in their `extensions`: nothing where points are not limited.
  public var extensions: JSONObject {
    guard let points else { return JSONObject() }
    return [
      "cost": .object([
        "requested": .number(String(requestedCost)), "limit": .number(String(points.rate.capacity)),
        "remaining": .number(String(points.remaining)),
        "restorePerSecond": .number(JSONValue.text(of: points.rate.refillPerSecond)),
      ])
    ]
  }
}

extension JSONValue {
  /// A rate as JSON writes it: whole numbers without a fraction.
  fileprivate static func text(of rate: Double) -> String {
    Int(exactly: rate).map { String($0) } ?? String(rate)
  }
}

import AtlasKernel
import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLSyntax
import Logging
import Postgres

/// The limits of whoever sends requests: how many a minute, and how many points their operations may cost.
///
/// A user has one bucket of each kind, each API key has its own, and visitors have that of their address. Both are
/// leased from the database in parts (see `LeasedBuckets`), so most requests are counted in memory and all instances
/// together keep the limit. Uses of fields are counted elsewhere, most of them exactly: see `FieldTolls`, `FieldBuckets`.
final class RequestLimits: Sendable {
  private let requests: BucketRate?
  private let points: BucketRate?
  private let leases: LeasedBuckets
  /// Where uses of fields are counted; nil where they are not.
  let fieldBuckets: (any RateLimitStore)?

  /// Nil where nothing is limited.
  init?(_ settings: AtlasConfiguration.Limits, _ database: Database, _ logger: Logger) {
    guard settings.requestsPerMinute > 0 || settings.points > 0 || settings.countsFields else { return nil }
    requests =
      settings.requestsPerMinute > 0 ? BucketRate(limit: settings.requestsPerMinute, windowSeconds: 60) : nil
    points =
      settings.points > 0
      ? BucketRate(capacity: settings.points, refillPerSecond: settings.pointsPerSecond) : nil
    // Who waits here waits before anything else was done: a database that does not answer must not hold them up.
    let leases = LeasedBuckets(
      PostgresRateLimitStore(database, timeout: .milliseconds(500)),
      report: { logger.warning("requests are counted by this instance alone", metadata: ["error": "\($0)"]) })
    self.leases = leases
    fieldBuckets =
      settings.countsFields ? FieldBuckets(store: PostgresRateLimitStore(database), leases: leases) : nil
  }

  /// Counts a request.
  func admit(_ sender: inout Sender) async throws(RequestRefusal) {
    guard let requests else { return }
    let level = await leases.take(1, from: BucketKey("requests", sender.subject), requests)
    sender.allowance.requests = Allowance.Meter(requests, level)
    guard level.granted == 0 else { return }
    throw RequestRefusal("Too many requests.", level.retryAfterSeconds(for: 1, requests))
  }

  /// Takes the points of an operation. One that costs more than a bucket holds takes a full one.
  func charge(_ cost: Int, _ sender: inout Sender) async throws(RequestRefusal) {
    guard let points else { return }
    let cost = min(cost, points.capacity)
    let level = await leases.take(cost, from: BucketKey("points", sender.subject), points)
    let meter = Allowance.Meter(points, level)
    sender.allowance.points = meter
    guard level.granted < cost else { return }
    let details: JSONObject = ["cost": .integer(cost), "remaining": .integer(meter.remaining)]
    throw RequestRefusal(
      "The operation costs more points than are left.", level.retryAfterSeconds(for: cost, points), details)
  }

  /// Gives back the points of an operation that turned out to cost nothing.
  func refund(_ sender: inout Sender) {
    guard let points, sender.allowance.points != nil else { return }
    let cost = min(sender.allowance.requestedCost, points.capacity)
    leases.refund(cost, to: BucketKey("points", sender.subject))
    guard let available = sender.allowance.points?.available else { return }
    sender.allowance.points?.available = min(Double(points.capacity), available + Double(cost))
  }

  /// Gives back each second what was leased and not used, until the task is cancelled.
  func run() async {
    while (try? await Task.sleep(for: LeasedBuckets.leaseTime)) != nil { await leases.returnExpired() }
  }
}

extension Sender {
  /// Whose requests count together.
  fileprivate var subject: BucketKey.Subject {
    guard let viewer else { return .network(client.network) }
    if case .apiKey(let id, _) = viewer.credential { return .apiKey(id) }
    return .user(viewer.userID)
  }
}

extension RequestRefusal {
  fileprivate init(_ message: String, _ retryAfterSeconds: Int, _ details: JSONObject = JSONObject()) {
    self.init(
      .rateLimited(message, retryAfterSeconds: retryAfterSeconds, details: details), status: 429,
      fields: ["Retry-After": String(retryAfterSeconds)])
  }
}

extension Allowance {
  /// The header fields that tell of limits: those that most clients know speak of requests; the two of the draft
  /// (draft-ietf-httpapi-ratelimit-headers) of points, too.
  static let fieldNames = [
    "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy", "RateLimit",
  ]

  var fields: HTTPFields {
    var fields = HTTPFields()
    var policies: [String] = []
    var levels: [String] = []
    func add(_ name: String, _ meter: Meter) {
      policies.append("\"\(name)\";q=\(meter.rate.capacity);w=\(Self.whole(meter.rate.secondsToFill))")
      levels.append("\"\(name)\";r=\(meter.remaining);t=\(Self.whole(meter.secondsUntilFull))")
    }
    if let requests {
      fields.append(Self.fieldNames[0], String(requests.rate.capacity))
      fields.append(Self.fieldNames[1], String(requests.remaining))
      fields.append(Self.fieldNames[2], Self.whole(requests.secondsUntilFull))
      add("requests", requests)
    }
    if let points { add("points", points) }
    guard !policies.isEmpty else { return fields }
    fields.append(Self.fieldNames[3], policies.joined(separator: ", "))
    fields.append(Self.fieldNames[4], levels.joined(separator: ", "))
    return fields
  }

  /// Whole seconds, rounded up.
  private static func whole(_ seconds: Double) -> String { String(Int(exactly: (seconds - 1e-6).rounded(.up)) ?? .max) }
}

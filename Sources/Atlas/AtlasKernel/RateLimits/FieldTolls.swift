import AtlasAPI
public import GraphQLExecution
public import GraphQLSchema
import GraphQLSyntax

/// Turns `@rateLimit` into tolls: one use is counted for each execution of the field, aliases each, and below lists one
/// for each parent. They are counted behind the guard and before the resolver, for all instances and, where a use is worth
/// a statement, exactly, so that no slow work is done for a use that is not there. Where they cannot be counted, the
/// field fails.
public struct FieldTolls: Sendable {
  /// Tolls as the schema has them.
  public init() {}

  /// The guard of a field with its toll behind it; the guard alone where there is no limit.
  public func makeGuard(_ type: NamedType, _ field: FieldDefinition, after fieldGuard: FieldGuard?) -> FieldGuard? {
    guard let toll = FieldToll(type, field) else { return fieldGuard }
    return FieldGuard(reads: fieldGuard?.reads ?? .none, onDenied: fieldGuard?.onDenied ?? .null) {
      parents, arguments, context in
      switch try await fieldGuard?.decide(parents, arguments, context) {
      case .deny(let error): return .deny(error)
      case .allow, nil: return try await toll.count(parents.count, denied: [:], context)
      case .denyPositions(let denied): return try await toll.count(parents.count, denied: denied, context)
      }
    }
  }
}

/// One `@rateLimit`.
private struct FieldToll: Sendable {
  let coordinate: String
  let rate: BucketRate
  let scope: API.RateLimitScope

  init?(_ type: NamedType, _ field: FieldDefinition) {
    guard let directive = field.directive("rateLimit"), case .int(let limit)? = directive.argument("limit"),
      case .int(let seconds)? = directive.argument("windowSeconds"), let limit = Int(limit), let seconds = Int(seconds)
    else { return nil }
    coordinate = "\(type.name).\(field.name)"
    rate = BucketRate(limit: limit, windowSeconds: seconds)
    if case .enumValue(let name)? = directive.argument("scope") {
      scope = API.RateLimitScope(rawValue: name) ?? .user
    } else {
      scope = .user
    }
  }

  /// Takes a use for each position that the guard lets through; where there are too few, the last ones are refused.
  func count(
    _ positions: Int, denied: [Int: GraphQLError], _ context: ExecutionContext
  ) async throws -> FieldGuard.Decision {
    let allowed = (0..<positions).filter { denied[$0] == nil }
    guard let buckets = context.request.buckets, !allowed.isEmpty else {
      return denied.isEmpty ? .allow : .denyPositions(denied)
    }
    let key = BucketKey(coordinate, context.request.subject(of: scope))
    let level = try await buckets.draw(BucketDraw(atLeast: 1, atMost: allowed.count, share: 1), from: key, rate)
    let refused = allowed.dropFirst(level.granted)
    guard !refused.isEmpty else { return denied.isEmpty ? .allow : .denyPositions(denied) }
    let error = GraphQLError.rateLimited(retryAfterSeconds: level.retryAfterSeconds(for: 1, rate))
    if refused.count == positions { return .deny(error) }
    return .denyPositions(denied.merging(refused.map { ($0, error) }) { denial, _ in denial })
  }
}

extension AtlasRequest {
  /// Whose uses of a field are counted together.
  fileprivate func subject(of scope: API.RateLimitScope) -> BucketKey.Subject {
    if scope == .user, let claimant { return .user(claimant.userID) }
    return .network(client.network)
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLEngine
import GraphQLExecution
import GraphQLSchema
import GraphQLSyntax
import Postgres

enum RateLimitResolvers {
  /// `Query.rateLimit`: what was noted when the operation was counted and paid for.
  static let rateLimit = FieldResolver<Root, API.Query.RateLimitArguments, API.RateLimit>.batch { _, _, context in
    .objects([RateLimitState(allowance: context.request.allowance, now: PostgresTimestamp.now)])
  }

  static let fields = API.RateLimit.Fields<RateLimitState>(
    requestedCost: .value { $0.allowance.requestedCost },
    limit: .value { $0.allowance.points?.rate.capacity ?? 0 },
    remaining: .value { $0.allowance.points?.remaining ?? 0 },
    restorePerSecond: .value { $0.allowance.points?.rate.refillPerSecond ?? 0 },
    resetAt: .value { $0.resetAt },
    requestsPerMinute: .value { $0.allowance.requests?.rate.capacity ?? 0 },
    requestsRemaining: .value { $0.allowance.requests?.remaining ?? 0 },
    nodeCount: .value { $0.allowance.nodeCount })
}

/// The source of `RateLimit`.
struct RateLimitState: ObjectSource {
  let allowance: Allowance
  let now: PostgresTimestamp

  /// When the bucket of points is full.
  var resetAt: DateTime {
    let seconds = allowance.points?.secondsUntilFull ?? 0
    let wait = Int64(exactly: (seconds * 1_000_000).rounded(.up)) ?? 0
    return DateTime(microsecondsSince1970: now.microsecondsSince1970 + wait)
  }
}

extension PreparedOperation {
  /// The operation as it is executed: what is priced only answers nothing but its `rateLimit` fields.
  var withoutUnpaidFields: PreparedOperation { isDryRun ? keepingRootFields(\.isRateLimit) : self }

  /// Whether a field `rateLimit(dryRun: true)` wants the operation to be priced and not to be run.
  var isDryRun: Bool {
    guard operationType == .query else { return false }
    return plan.root.fields.contains { field in
      field.isRateLimit && field.argumentValues(variables)?["dryRun"] == .boolean(true)
    }
  }
}

extension FieldPlan {
  fileprivate var isRateLimit: Bool { definition.name == "rateLimit" }
}

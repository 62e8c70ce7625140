import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSyntax

enum RateLimitResolvers {
  static let rateLimit = FieldResolver<Root, API.Query.RateLimitArguments, API.RateLimit>.fetch { _, _, _ in
    throw GraphQLError("This is not built yet.")
  }

  static let fields = API.RateLimit.Fields<RateLimitState>(
    requestedCost: .value { $0.requestedCost },
    limit: .value { $0.limit },
    remaining: .value { $0.remaining },
    restorePerSecond: .value { $0.restorePerSecond },
    resetAt: .value { $0.resetAt },
    requestsPerMinute: .value { $0.requestsPerMinute },
    requestsRemaining: .value { $0.requestsRemaining },
    nodeCount: .value { $0.nodeCount })
}

/// The source of `RateLimit`.
struct RateLimitState: ObjectSource {
  let requestedCost: Int
  let limit: Int
  let remaining: Int
  let restorePerSecond: Double
  let resetAt: DateTime
  let requestsPerMinute: Int
  let requestsRemaining: Int
  let nodeCount: Int
}

import AtlasAPI
import GraphQLExecution

/// What was read and written: the source of `TokenUsage`.
struct TokenUsage: ObjectSource, Equatable {
  let promptTokens: Int
  let completionTokens: Int

  /// The resolvers of `TokenUsage`.
  static let fields = API.TokenUsage.Fields<TokenUsage>(
    promptTokens: .value { $0.promptTokens },
    completionTokens: .value { $0.completionTokens })
}

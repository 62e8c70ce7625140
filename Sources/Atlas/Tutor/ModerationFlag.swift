import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension Moderation: ObjectSource {
  /// The resolvers of `ModerationFlag`. Nobody is told: a conversation is there for its learner only, and whoever was told
  /// that somebody asked something could do nothing with it.
  static let fields = API.ModerationFlag.Fields<Moderation>(
    category: .value { $0.category },
    message: .value { $0.message },
    escalatedTo: .reference { _ in Int64?.none })
}

extension AnswerRow {
  static let moderationCategory = RowColumn<String?>("moderation_category")
  static let moderationMessage = RowColumn<String?>("moderation_message")

  /// Why the tutor did not help as usual.
  var moderation: Moderation? {
    guard let category = row[Self.moderationCategory], let message = row[Self.moderationMessage] else { return nil }
    return Moderation(category: category, message: message)
  }
}

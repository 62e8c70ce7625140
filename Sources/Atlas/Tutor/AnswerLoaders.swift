import AtlasKernel
import GraphQLPostgres

extension AnswerRow {
  /// The viewer's answers by row key.
  static let loader = RowLoader<AnswerRow>(key: id) { keys, context in
    AnswerStatements.byID(keys, ownerID: context.viewer(within: .tutorAsk)?.userID)
  }
}

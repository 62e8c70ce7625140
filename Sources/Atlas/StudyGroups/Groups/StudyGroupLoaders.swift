import AtlasKernel
import GraphQLPostgres

extension StudyGroupRow {
  /// Groups by row key.
  static let loader = RowLoader<StudyGroupRow>(key: id) { keys, context in
    StudyGroupStatements.byID(keys, StudyGroupAudience(context))
  }
}

extension GroupMemberRow {
  /// Memberships by row key.
  static let loader = RowLoader<GroupMemberRow>(key: id) { keys, context in
    GroupMemberStatements.byID(keys, StudyGroupAudience(context))
  }
}

extension MessageRow {
  /// Messages by row key.
  static let loader = RowLoader<MessageRow>(key: id) { keys, context in
    MessageStatements.byID(keys, StudyGroupAudience(context))
  }
}

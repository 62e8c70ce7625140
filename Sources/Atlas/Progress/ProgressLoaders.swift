import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// Batch reads by key; the statements leave out what the viewer may not see.
enum ProgressLoaders {
  static func register(in map: inout ResolverMap) {
    map.add(
      entity: API.Progress.typeName,
      RowLoader<ProgressRow>(key: ProgressRow.userID) { keys, context in
        if let viewer = context.viewer(within: .analyticsRead) {
          return ProgressStatements.byUser(keys, viewer: viewer)
        }
        // Whoever may move or read their own progress sees where it stands.
        let learner = context.viewer(within: .progressRead) ?? context.viewer(within: .progressWrite)
        return ProgressStatements.byUser(keys.filter { $0 == learner?.userID }, viewer: learner)
      })
    map.add(
      entity: API.ProgressEvent.typeName,
      RowLoader<ProgressEventRow>(key: ProgressEventRow.id) { keys, context in
        ProgressEventStatements.byID(keys, viewer: context.viewer(within: .analyticsRead))
      })
  }
}

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
        ProgressStatements.byUser(keys, viewer: context.viewer(within: .analyticsRead))
      })
    map.add(
      entity: API.ProgressEvent.typeName,
      RowLoader<ProgressEventRow>(key: ProgressEventRow.id) { keys, context in
        ProgressEventStatements.byID(keys, viewer: context.viewer(within: .analyticsRead))
      })
  }
}

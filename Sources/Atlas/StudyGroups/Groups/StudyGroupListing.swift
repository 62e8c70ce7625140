import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The root fields that answer groups.
enum StudyGroupQueries {
  /// By name; equal ones follow by age.
  private static let cursor = CursorKind("study-groups", .text(StudyGroupRow.name), .integer(StudyGroupRow.id))

  /// `Query.studyGroup`.
  static let studyGroup = FieldResolver<Root, API.Query.StudyGroupArguments, API.StudyGroup?>(reads: .none) {
    _, arguments, _ in
    .loading(LoadRequest(API.StudyGroup.typeName, keys: [arguments.id.key(.group)]))
  }

  /// `Query.studyGroups`.
  static let studyGroups = FieldResolver<Root, API.Query.StudyGroupsArguments, API.StudyGroupConnection>(
    reads: .none
  ) { _, arguments, context in
    let filter = arguments.filter
    let page = try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before, cursor: cursor,
      narrowing: [filter?.given], context)
    let audience = StudyGroupAudience(context)
    let pending = context.submit(StudyGroupListStatements.page(filter, page, audience))
    return .pending {
      let pages = Page<StudyGroupRow>.pages(
        try await pending.rows(), parents: [0], parentColumn: RowColumn("parent_id"), arguments: page,
        total: { _ in StudyGroupListStatements.count(filter, audience) })
      return ColumnOf<API.StudyGroupConnection>.objects(pages).column
    }
  }
}

extension StudyGroupRow {
  /// The resolvers of `StudyGroupConnection`.
  static let connectionFields = API.StudyGroupConnection.Fields<Page<StudyGroupRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount())

  /// The resolvers of `StudyGroupEdge`.
  static let edgeFields = API.StudyGroupEdge.Fields<Edge<StudyGroupRow>>(cursor: .cursor(), node: .node())
}

extension API.User.GroupsArguments {
  /// The order of a user's groups: as they joined them.
  fileprivate static let cursor = CursorKind("groups-of-user", .integer(RowColumn("membership_id")))
}

/// The groups of users, whose memberships are this domain's.
struct StudyGroupsOfUsers: UserGroups {
  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.User.GroupsArguments, API.StudyGroupConnection?> {
    FieldResolver(reads: .part(key.name)) { users, arguments, context in
      let page = try PageArguments(
        first: arguments.first, after: arguments.after, cursor: API.User.GroupsArguments.cursor, context)
      let pending = context.submit(StudyGroupListStatements.ofUsers(users.distinctKeys(key), page))
      return .pending {
        let pages = Page<StudyGroupRow>.pages(
          try await pending.rows(), parents: users.storage.values(key), parentColumn: RowColumn("parent_id"),
          arguments: page, total: { StudyGroupListStatements.totalsOfUsers($0) })
        return ColumnOf<API.StudyGroupConnection?>.objects(pages.map { Optional($0) }).column
      }
    }
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A row of `notifications` that is shown in the application.
struct NotificationRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let parentID = RowColumn<Int64>("parent_id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let kind = RowColumn<API.NotificationKind>("kind")
  static let title = RowColumn<String>("title")
  static let body = RowColumn<String?>("body")
  static let subject = RowColumn<String?>("subject")
  static let url = RowColumn<String?>("url")
  static let readAt = RowColumn<DateTime?>("read_at")

  /// The resolvers of `Notification`.
  static let fields = API.Notification.Fields<NotificationRow>(
    id: .globalID(.notification, id),
    kind: .column(kind),
    title: .column(title),
    body: .column(body),
    subject: FieldResolver(reads: .part(subject.name)) { notifications, _, _ in
      .loading(
        LoadRequest(
          notifications.storage.values(subject).map { text in
            text.flatMap { GlobalID($0) }.map { ($0.kind.typeName, $0.key) }
          }))
    },
    url: .column(url),
    createdAt: .column(createdAt),
    readAt: .column(readAt))

  /// The resolvers of `NotificationConnection`.
  static let connectionFields = API.NotificationConnection.Fields<Page<NotificationRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount(),
    unreadCount: .totalCount { users, context in
      NotificationStatements.count(of: users, viewer: context.viewer?.userID, unreadOnly: true)
    })

  /// The resolvers of `NotificationEdge`.
  static let edgeFields = API.NotificationEdge.Fields<Edge<NotificationRow>>(cursor: .cursor(), node: .node())

  /// The viewer's own, by whatever way; through an API key only where it may read the profile.
  static let loader = RowLoader<NotificationRow>(key: id) { keys, context in
    NotificationStatements.byID(keys, viewer: context.viewer(within: .profileRead)?.userID)
  }
}

/// `User.notifications`, latest first.
struct NotificationList: UserNotifications {
  /// Notifications are counted down.
  private static let all = CursorKind("notifications", .integer(NotificationRow.id))
  private static let unread = CursorKind("unread notifications", .integer(NotificationRow.id))

  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.User.NotificationsArguments, API.NotificationConnection?> {
    FieldResolver(reads: .part(key.name)) { users, arguments, context in
      let unreadOnly = arguments.unreadOnly
      let viewer = context.viewer?.userID
      let page = try PageArguments(
        first: arguments.first, after: arguments.after, cursor: unreadOnly ? Self.unread : Self.all, context)
      let pending = context.submit(
        NotificationStatements.page(of: users.distinctKeys(key), viewer: viewer, unreadOnly: unreadOnly, page))
      return .pending {
        let pages = Page<NotificationRow>.pages(
          try await pending.rows(), parents: users.storage.values(key), parentColumn: NotificationRow.parentID,
          arguments: page,
          total: { NotificationStatements.count(of: $0, viewer: viewer, unreadOnly: unreadOnly) })
        return ColumnOf<API.NotificationConnection>.objects(pages).column
      }
    }
  }
}

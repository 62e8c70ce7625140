import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A row of `announcements`.
struct AnnouncementRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let title = RowColumn<String>("title")
  static let body = RowColumn<String>("body")
  static let severity = RowColumn<API.AnnouncementSeverity>("severity")
  static let startsAt = RowColumn<DateTime>("starts_at")
  static let endsAt = RowColumn<DateTime?>("ends_at")

  /// The resolvers of `Announcement`.
  static let fields = API.Announcement.Fields<AnnouncementRow>(
    id: .globalID(.announcement, id),
    title: .column(title),
    body: .column(body),
    severity: .column(severity),
    startsAt: .column(startsAt),
    endsAt: .column(endsAt))

  /// Announcements are for everybody once they have begun, and for administrators before.
  static let loader = RowLoader<AnnouncementRow>(key: id) { keys, context in
    AnnouncementStatements.byID(keys, evenBefore: context.viewer(within: .adminAll)?.satisfies(.admin) ?? false)
  }
}

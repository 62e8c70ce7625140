import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Mail
import Postgres
import Push

/// One way of one notification that a courier has leased.
struct NotificationDelivery: Sendable {
  /// Where it goes.
  enum Way: Sendable {
    case mail
    case push(device: Int64, API.DevicePlatform, sealedToken: [UInt8])
    /// To a device that this version knows nothing of.
    case unknown
  }

  let id: Int64
  /// How often it was claimed, and the number of this lease.
  let attempts: Int64
  /// How long ago it was tried first.
  let age: Duration
  let userID: Int64
  let notificationID: Int64
  let way: Way
  let title: String
  let body: String
  let subject: String?
  let url: String?

  /// - Parameter row: of what `claim` returns.
  private init(_ row: Row) {
    id = row[RowColumn<Int64>("id")]
    attempts = row[RowColumn<Int64>("attempts")]
    age = .seconds(row[RowColumn<Int64>("age_seconds")])
    userID = row[RowColumn<Int64>("user_id")]
    notificationID = row[RowColumn<Int64>("notification_id")]
    title = row[RowColumn<String>("title")]
    body = row[RowColumn<String?>("body")] ?? ""
    subject = row[RowColumn<String?>("subject")]
    url = row[RowColumn<String?>("url")]
    way = Self.way(row)
  }

  private static func way(_ row: Row) -> Way {
    guard let device = row[RowColumn<Int64?>("device_id")] else { return .mail }
    guard let platform = row[RowColumn<String?>("platform")].flatMap({ API.DevicePlatform(rawValue: $0) }),
      let sealed = row.rows.bytes(row.index, RowColumn<String>("sealed").position(in: row.rows))
    else { return .unknown }
    return .push(device: device, platform, sealedToken: sealed)
  }

  static func all(_ rows: Rows) -> [NotificationDelivery] {
    (0..<rows.count).map { NotificationDelivery(Row(rows: rows, index: $0)) }
  }
}

extension NotificationDelivery {
  /// What a device shows. What is newer of the same thing takes its place there.
  var pushMessage: PushMessage {
    PushMessage(
      title: String(title.prefix(120)), body: String(body.prefix(400)), url: url,
      collapseKey: subject ?? GlobalID(.notification, notificationID).id.value)
  }

  /// The subject of the mail: one line.
  var mailSubject: String {
    String(String.UnicodeScalarView(title.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  /// The text of the mail. What people have written is quoted, so that nobody takes it for our own words, and Markdown
  /// stays the text that it is. Links of others are no links of ours: only those below our own address are followed.
  ///
  /// - Parameter publicURL: where people find Atlas, without a slash at the end.
  func mailText(publicURL: String) -> String {
    let quoted = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)" }
    let link = url.flatMap { $0.utf8.starts(with: "\(publicURL)/".utf8) ? $0 : nil } ?? "\(publicURL)/"
    return """
      Hello,

      > \(mailSubject)
      \(body.isEmpty ? "" : ">\n" + quoted.joined(separator: "\n") + "\n")
      \(link)

      You can choose in your preferences which of these mails you get.

      Atlas
      """
  }
}

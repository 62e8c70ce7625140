import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres

/// A row of `notification_preferences`; whoever has chosen nothing stands at version 0.
struct NotificationPreferencesRow: RowRecord {
  let row: Row

  static let userID = RowColumn<Int64>("user_id")
  static let version = RowColumn<Int>("version")
  /// JSON as text.
  static let channels = RowColumn<String>("channels")
  static let quietFrom = RowColumn<String?>("quiet_from")
  static let quietTo = RowColumn<String?>("quiet_to")
  static let timeZone = RowColumn<String?>("time_zone")

  /// The resolvers of `NotificationPreferences`.
  static let fields = API.NotificationPreferences.Fields<NotificationPreferencesRow>(
    version: .column(version),
    channels: .batch { all, _, _ in .lists(all.map(\.channelChoices)) },
    quietHours: .batch { all, _, _ in .objects(all.map(\.quietHours)) })

  /// `User.notificationPreferences`. No client can name them by an id; the loader lets users and payloads refer to them.
  static let loader = RowLoader<NotificationPreferencesRow>(key: userID) { keys, context in
    NotificationPreferencesStatements.byUser(keys, viewer: context.viewer?.userID)
  }

  private var channelChoices: [ChannelChoice] {
    let chosen = (try? JSONParser.parse(row[Self.channels]))?.objectValue ?? [:]
    return API.NotificationKind.allCases.map { ChannelChoice(kind: $0, chosen: chosen) }
  }

  private var quietHours: QuietHours? {
    guard let from = row[Self.quietFrom], let to = row[Self.quietTo], let timeZone = row[Self.timeZone] else {
      return nil
    }
    return QuietHours(from: from, to: to, timeZone: timeZone)
  }
}

/// How one kind of notifications reaches somebody.
struct ChannelChoice: ObjectSource {
  let kind: API.NotificationKind
  /// As it is stored.
  let chosen: JSONObject

  /// The resolvers of `NotificationChannelPreference`.
  static let fields = API.NotificationChannelPreference.Fields<ChannelChoice>(
    kind: .value { $0.kind },
    inApp: .value { $0.isOn(.inApp) },
    push: .value { $0.isOn(.push) },
    email: .value { $0.isOn(.email) })

  private func isOn(_ channel: NotificationChannel) -> Bool {
    if case .boolean(let choice)? = chosen[channel.key(of: kind)] { return choice }
    return channel.isOnByDefault(for: kind)
  }
}

/// When mails and pushes wait, by the clock of a time zone.
struct QuietHours: ObjectSource {
  let from: String
  let to: String
  let timeZone: String

  /// The resolvers of `QuietHours`.
  static let fields = API.QuietHours.Fields<QuietHours>(
    from: .value { $0.from }, to: .value { $0.to }, timeZone: .value { $0.timeZone })
}

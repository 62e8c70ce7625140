// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  public enum Notification: CompositeOutput {
    public static let typeName = "Notification"

    /// One resolver per field of `Notification`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Notification" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let kind: FieldResolver<Source, NoArguments, API.NotificationKind>
      public let title: FieldResolver<Source, NoArguments, String>
      public let body: FieldResolver<Source, NoArguments, String?>
      /// What it is about; null when it is gone, or not for the caller any more.
      public let subject: FieldResolver<Source, NoArguments, API.Node?>
      public let url: FieldResolver<Source, NoArguments, String?>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let readAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        kind: FieldResolver<Source, NoArguments, API.NotificationKind>,
        title: FieldResolver<Source, NoArguments, String>,
        body: FieldResolver<Source, NoArguments, String?>,
        subject: FieldResolver<Source, NoArguments, API.Node?>,
        url: FieldResolver<Source, NoArguments, String?>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        readAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.body = body
        self.subject = subject
        self.url = url
        self.createdAt = createdAt
        self.readAt = readAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("body", AnyFieldResolver(body)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("url", AnyFieldResolver(url)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("readAt", AnyFieldResolver(readAt)))
        return list
      }
    }
  }

  public enum NotificationKind: String, EnumOutput, CaseIterable {
    case groupInvite = "GROUP_INVITE"
    case groupMention = "GROUP_MENTION"
    case labReady = "LAB_READY"
    case labExpiring = "LAB_EXPIRING"
    case jobDone = "JOB_DONE"
    case answerReady = "ANSWER_READY"
    case announcement = "ANNOUNCEMENT"
  }

  /// A page of notifications.
  public enum NotificationConnection: CompositeOutput {
    public static let typeName = "NotificationConnection"

    /// One resolver per field of `NotificationConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "NotificationConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.NotificationEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Notification]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>
      /// How many of all are unread.
      public let unreadCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.NotificationEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Notification]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>,
        unreadCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
        self.unreadCount = unreadCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        list.append(("unreadCount", AnyFieldResolver(unreadCount)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum NotificationEdge: CompositeOutput {
    public static let typeName = "NotificationEdge"

    /// One resolver per field of `NotificationEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "NotificationEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Notification>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Notification>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }

  public enum NotificationPreferences: CompositeOutput {
    public static let typeName = "NotificationPreferences"

    /// One resolver per field of `NotificationPreferences`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "NotificationPreferences" }
      public let version: FieldResolver<Source, NoArguments, Int>
      /// One for each kind. Until something is chosen everything is shown in the application, GROUP_INVITE, GROUP_MENTION and
      /// LAB_EXPIRING are pushed, and GROUP_INVITE is mailed. Mails go to addresses that were confirmed.
      public let channels: FieldResolver<Source, NoArguments, [API.NotificationChannelPreference]>
      /// When mails and pushes wait; what comes meanwhile is sent afterwards.
      public let quietHours: FieldResolver<Source, NoArguments, API.QuietHours?>

      public init(
        version: FieldResolver<Source, NoArguments, Int>,
        channels: FieldResolver<Source, NoArguments, [API.NotificationChannelPreference]>,
        quietHours: FieldResolver<Source, NoArguments, API.QuietHours?>
      ) {
        self.version = version
        self.channels = channels
        self.quietHours = quietHours
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("version", AnyFieldResolver(version)))
        list.append(("channels", AnyFieldResolver(channels)))
        list.append(("quietHours", AnyFieldResolver(quietHours)))
        return list
      }
    }
  }

  public enum NotificationChannelPreference: CompositeOutput {
    public static let typeName = "NotificationChannelPreference"

    /// One resolver per field of `NotificationChannelPreference`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "NotificationChannelPreference" }
      public let kind: FieldResolver<Source, NoArguments, API.NotificationKind>
      public let inApp: FieldResolver<Source, NoArguments, Bool>
      public let push: FieldResolver<Source, NoArguments, Bool>
      public let email: FieldResolver<Source, NoArguments, Bool>

      public init(
        kind: FieldResolver<Source, NoArguments, API.NotificationKind>,
        inApp: FieldResolver<Source, NoArguments, Bool>,
        push: FieldResolver<Source, NoArguments, Bool>,
        email: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.kind = kind
        self.inApp = inApp
        self.push = push
        self.email = email
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("inApp", AnyFieldResolver(inApp)))
        list.append(("push", AnyFieldResolver(push)))
        list.append(("email", AnyFieldResolver(email)))
        return list
      }
    }
  }

  public enum QuietHours: CompositeOutput {
    public static let typeName = "QuietHours"

    /// One resolver per field of `QuietHours`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "QuietHours" }
      /// HH:MM.
      public let from: FieldResolver<Source, NoArguments, String>
      /// HH:MM; before `from` where they last over midnight.
      public let to: FieldResolver<Source, NoArguments, String>
      /// IANA name.
      public let timeZone: FieldResolver<Source, NoArguments, String>

      public init(
        from: FieldResolver<Source, NoArguments, String>,
        to: FieldResolver<Source, NoArguments, String>,
        timeZone: FieldResolver<Source, NoArguments, String>
      ) {
        self.from = from
        self.to = to
        self.timeZone = timeZone
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("from", AnyFieldResolver(from)))
        list.append(("to", AnyFieldResolver(to)))
        list.append(("timeZone", AnyFieldResolver(timeZone)))
        return list
      }
    }
  }

  /// A word of the operators to everybody.
  public enum Announcement: CompositeOutput {
    public static let typeName = "Announcement"

    /// One resolver per field of `Announcement`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Announcement" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let title: FieldResolver<Source, NoArguments, String>
      public let body: FieldResolver<Source, NoArguments, String>
      public let severity: FieldResolver<Source, NoArguments, API.AnnouncementSeverity>
      public let startsAt: FieldResolver<Source, NoArguments, DateTime>
      public let endsAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        title: FieldResolver<Source, NoArguments, String>,
        body: FieldResolver<Source, NoArguments, String>,
        severity: FieldResolver<Source, NoArguments, API.AnnouncementSeverity>,
        startsAt: FieldResolver<Source, NoArguments, DateTime>,
        endsAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.title = title
        self.body = body
        self.severity = severity
        self.startsAt = startsAt
        self.endsAt = endsAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("body", AnyFieldResolver(body)))
        list.append(("severity", AnyFieldResolver(severity)))
        list.append(("startsAt", AnyFieldResolver(startsAt)))
        list.append(("endsAt", AnyFieldResolver(endsAt)))
        return list
      }
    }
  }

  public enum AnnouncementSeverity: String, EnumOutput, CaseIterable {
    case info = "INFO"
    case warning = "WARNING"
    case critical = "CRITICAL"
  }

  public struct MarkNotificationsReadInput: InputDecodable {
    public let ids: [ID]?
    public let all: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("MarkNotificationsReadInput") }
      ids = try object.decode("ids")
      all = try object.decode("all")
      given = object
    }
  }

  public enum MarkNotificationsReadPayload: CompositeOutput {
    public static let typeName = "MarkNotificationsReadPayload"

    /// One resolver per field of `MarkNotificationsReadPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MarkNotificationsReadPayload" }
      public let unreadCount: FieldResolver<Source, NoArguments, Int?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        unreadCount: FieldResolver<Source, NoArguments, Int?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.unreadCount = unreadCount
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("unreadCount", AnyFieldResolver(unreadCount)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is not given stays as it is.
  public struct NotificationChannelPreferenceInput: InputDecodable {
    public let kind: API.NotificationKind
    public let inApp: Bool?
    public let push: Bool?
    public let email: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("NotificationChannelPreferenceInput") }
      kind = try object.decode("kind")
      inApp = try object.decode("inApp")
      push = try object.decode("push")
      email = try object.decode("email")
      given = object
    }
  }

  public struct QuietHoursInput: InputDecodable {
    public let from: String
    public let to: String
    public let timeZone: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("QuietHoursInput") }
      from = try object.decode("from")
      to = try object.decode("to")
      timeZone = try object.decode("timeZone")
      given = object
    }
  }

  public struct UpdateNotificationPreferencesInput: InputDecodable {
    /// Refused with STALE_VERSION when the preferences have another version.
    public let expectedVersion: Int?
    public let channels: [API.NotificationChannelPreferenceInput]?
    /// Null ends them.
    public let quietHours: API.QuietHoursInput?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateNotificationPreferencesInput") }
      expectedVersion = try object.decode("expectedVersion")
      channels = try object.decode("channels")
      quietHours = try object.decode("quietHours")
      given = object
    }
  }

  public enum UpdateNotificationPreferencesPayload: CompositeOutput {
    public static let typeName = "UpdateNotificationPreferencesPayload"

    /// One resolver per field of `UpdateNotificationPreferencesPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateNotificationPreferencesPayload" }
      public let preferences: FieldResolver<Source, NoArguments, API.NotificationPreferences?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        preferences: FieldResolver<Source, NoArguments, API.NotificationPreferences?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.preferences = preferences
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("preferences", AnyFieldResolver(preferences)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RegisterDeviceInput: InputDecodable {
    public let platform: API.DevicePlatform
    /// IOS, ANDROID: the token of Firebase Cloud Messaging. WEB: the PushSubscription as JSON, or such a token.
    public let pushToken: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RegisterDeviceInput") }
      platform = try object.decode("platform")
      pushToken = try object.decode("pushToken")
      given = object
    }
  }

  public enum DevicePlatform: String, EnumOutput, CaseIterable {
    case ios = "IOS"
    case android = "ANDROID"
    case web = "WEB"
  }

  public enum RegisterDevicePayload: CompositeOutput {
    public static let typeName = "RegisterDevicePayload"

    /// One resolver per field of `RegisterDevicePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RegisterDevicePayload" }
      public let deviceId: FieldResolver<Source, NoArguments, ID?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        deviceId: FieldResolver<Source, NoArguments, ID?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.deviceId = deviceId
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("deviceId", AnyFieldResolver(deviceId)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct AnnounceInput: InputDecodable {
    public let title: String
    public let body: String
    public let severity: API.AnnouncementSeverity
    /// Now, unless it is given.
    public let startsAt: DateTime?
    public let endsAt: DateTime?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("AnnounceInput") }
      title = try object.decode("title")
      body = try object.decode("body")
      severity = try object.decode("severity")
      startsAt = try object.decode("startsAt")
      endsAt = try object.decode("endsAt")
      given = object
    }
  }

  public enum AnnouncePayload: CompositeOutput {
    public static let typeName = "AnnouncePayload"

    /// One resolver per field of `AnnouncePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AnnouncePayload" }
      public let announcement: FieldResolver<Source, NoArguments, API.Announcement?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        announcement: FieldResolver<Source, NoArguments, API.Announcement?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.announcement = announcement
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("announcement", AnyFieldResolver(announcement)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}

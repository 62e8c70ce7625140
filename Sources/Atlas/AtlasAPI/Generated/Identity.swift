// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// What a user may do; a user may hold several.
  public enum Role: String, EnumOutput, CaseIterable {
    /// A learner.
    case student = "STUDENT"
    /// Writes content.
    case creator = "CREATOR"
    /// Teaches: sees the learners of their own courses and groups.
    case instructor = "INSTRUCTOR"
    /// Runs the place.
    case admin = "ADMIN"
    /// A program with an API key.
    case service = "SERVICE"
  }

  /// A person with an account.
  public enum User: CompositeOutput {
    public static let typeName = "User"

    /// The arguments of `metrics`.
    public struct MetricsArguments: ArgumentSet {
      public let range: API.DateTimeRange?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        range = try arguments.decode("range")
      }
    }

    /// The arguments of `groups`.
    public struct GroupsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `notifications`.
    public struct NotificationsArguments: ArgumentSet {
      public let unreadOnly: Bool
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        unreadOnly = try arguments.decode("unreadOnly")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `User`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "User" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      public let email: FieldResolver<Source, NoArguments, String?>
      /// True once the address has been confirmed.
      public let emailVerified: FieldResolver<Source, NoArguments, Bool?>
      public let profile: FieldResolver<Source, NoArguments, API.UserProfile>
      /// The highest of roles.
      public let role: FieldResolver<Source, NoArguments, API.Role>
      public let roles: FieldResolver<Source, NoArguments, [API.Role]>
      public let lastLoginAt: FieldResolver<Source, NoArguments, DateTime?>
      public let preferences: FieldResolver<Source, NoArguments, API.Preferences?>
      /// The level the learner works at, from masteryScore.
      public let skillLevel: FieldResolver<Source, NoArguments, API.Difficulty>
      /// 0 to 100: the mastered share of what is published, harder items counting more.
      public let masteryScore: FieldResolver<Source, NoArguments, Double>
      public let stats: FieldResolver<Source, NoArguments, API.UserStats>
      public let progress: FieldResolver<Source, NoArguments, API.Progress?>
      /// Numbers about their activity: of the last 30 days, or of a range.
      public let metrics: FieldResolver<Source, MetricsArguments, API.Metrics?>
      /// The caller's study groups, in the order they joined.
      public let groups: FieldResolver<Source, GroupsArguments, API.StudyGroupConnection?>
      /// What the server had to tell, latest first.
      public let notifications: FieldResolver<Source, NotificationsArguments, API.NotificationConnection?>
      public let notificationPreferences: FieldResolver<Source, NoArguments, API.NotificationPreferences?>
      /// The open sessions, latest first.
      public let sessions: FieldResolver<Source, NoArguments, [API.Session]?>
      /// The API keys that are good, latest first, and those revoked within the last 30 days.
      public let apiKeys: FieldResolver<Source, NoArguments, [API.ApiKey]?>
      /// Whether signing in takes a second factor.
      public let mfaEnabled: FieldResolver<Source, NoArguments, Bool?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        email: FieldResolver<Source, NoArguments, String?>,
        emailVerified: FieldResolver<Source, NoArguments, Bool?>,
        profile: FieldResolver<Source, NoArguments, API.UserProfile>,
        role: FieldResolver<Source, NoArguments, API.Role>,
        roles: FieldResolver<Source, NoArguments, [API.Role]>,
        lastLoginAt: FieldResolver<Source, NoArguments, DateTime?>,
        preferences: FieldResolver<Source, NoArguments, API.Preferences?>,
        skillLevel: FieldResolver<Source, NoArguments, API.Difficulty>,
        masteryScore: FieldResolver<Source, NoArguments, Double>,
        stats: FieldResolver<Source, NoArguments, API.UserStats>,
        progress: FieldResolver<Source, NoArguments, API.Progress?>,
        metrics: FieldResolver<Source, MetricsArguments, API.Metrics?>,
        groups: FieldResolver<Source, GroupsArguments, API.StudyGroupConnection?>,
        notifications: FieldResolver<Source, NotificationsArguments, API.NotificationConnection?>,
        notificationPreferences: FieldResolver<Source, NoArguments, API.NotificationPreferences?>,
        sessions: FieldResolver<Source, NoArguments, [API.Session]?>,
        apiKeys: FieldResolver<Source, NoArguments, [API.ApiKey]?>,
        mfaEnabled: FieldResolver<Source, NoArguments, Bool?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.email = email
        self.emailVerified = emailVerified
        self.profile = profile
        self.role = role
        self.roles = roles
        self.lastLoginAt = lastLoginAt
        self.preferences = preferences
        self.skillLevel = skillLevel
        self.masteryScore = masteryScore
        self.stats = stats
        self.progress = progress
        self.metrics = metrics
        self.groups = groups
        self.notifications = notifications
        self.notificationPreferences = notificationPreferences
        self.sessions = sessions
        self.apiKeys = apiKeys
        self.mfaEnabled = mfaEnabled
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("email", AnyFieldResolver(email)))
        list.append(("emailVerified", AnyFieldResolver(emailVerified)))
        list.append(("profile", AnyFieldResolver(profile)))
        list.append(("role", AnyFieldResolver(role)))
        list.append(("roles", AnyFieldResolver(roles)))
        list.append(("lastLoginAt", AnyFieldResolver(lastLoginAt)))
        list.append(("preferences", AnyFieldResolver(preferences)))
        list.append(("skillLevel", AnyFieldResolver(skillLevel)))
        list.append(("masteryScore", AnyFieldResolver(masteryScore)))
        list.append(("stats", AnyFieldResolver(stats)))
        list.append(("progress", AnyFieldResolver(progress)))
        list.append(("metrics", AnyFieldResolver(metrics)))
        list.append(("groups", AnyFieldResolver(groups)))
        list.append(("notifications", AnyFieldResolver(notifications)))
        list.append(("notificationPreferences", AnyFieldResolver(notificationPreferences)))
        list.append(("sessions", AnyFieldResolver(sessions)))
        list.append(("apiKeys", AnyFieldResolver(apiKeys)))
        list.append(("mfaEnabled", AnyFieldResolver(mfaEnabled)))
        return list
      }
    }
  }

  /// What a user tells others about themselves.
  public enum UserProfile: CompositeOutput {
    public static let typeName = "UserProfile"

    /// One resolver per field of `UserProfile`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UserProfile" }
      public let firstName: FieldResolver<Source, NoArguments, String?>
      public let lastName: FieldResolver<Source, NoArguments, String?>
      /// What others see; made from the names, or from the address, until it is chosen.
      public let displayName: FieldResolver<Source, NoArguments, String>
      public let avatarUrl: FieldResolver<Source, NoArguments, String?>
      public let bio: FieldResolver<Source, NoArguments, String?>
      public let language: FieldResolver<Source, NoArguments, String?>
      /// IANA name, for example Europe/Vienna.
      public let timeZone: FieldResolver<Source, NoArguments, String?>

      public init(
        firstName: FieldResolver<Source, NoArguments, String?>,
        lastName: FieldResolver<Source, NoArguments, String?>,
        displayName: FieldResolver<Source, NoArguments, String>,
        avatarUrl: FieldResolver<Source, NoArguments, String?>,
        bio: FieldResolver<Source, NoArguments, String?>,
        language: FieldResolver<Source, NoArguments, String?>,
        timeZone: FieldResolver<Source, NoArguments, String?>
      ) {
        self.firstName = firstName
        self.lastName = lastName
        self.displayName = displayName
        self.avatarUrl = avatarUrl
        self.bio = bio
        self.language = language
        self.timeZone = timeZone
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("firstName", AnyFieldResolver(firstName)))
        list.append(("lastName", AnyFieldResolver(lastName)))
        list.append(("displayName", AnyFieldResolver(displayName)))
        list.append(("avatarUrl", AnyFieldResolver(avatarUrl)))
        list.append(("bio", AnyFieldResolver(bio)))
        list.append(("language", AnyFieldResolver(language)))
        list.append(("timeZone", AnyFieldResolver(timeZone)))
        return list
      }
    }
  }

  /// How a learner likes to learn.
  public enum Preferences: CompositeOutput {
    public static let typeName = "Preferences"

    /// One resolver per field of `Preferences`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Preferences" }
      public let version: FieldResolver<Source, NoArguments, Int>
      public let learningStyle: FieldResolver<Source, NoArguments, API.LearningStyle?>
      public let detailLevel: FieldResolver<Source, NoArguments, API.DetailLevel>
      /// What a learner wants to do each day.
      public let dailyGoal: FieldResolver<Source, NoArguments, ISODuration?>
      /// For client programs: the name of a colour scheme.
      public let theme: FieldResolver<Source, NoArguments, String?>
      /// For client programs: an object of their own, at most 16 KB of JSON.
      public let extra: FieldResolver<Source, NoArguments, JSONValue?>

      public init(
        version: FieldResolver<Source, NoArguments, Int>,
        learningStyle: FieldResolver<Source, NoArguments, API.LearningStyle?>,
        detailLevel: FieldResolver<Source, NoArguments, API.DetailLevel>,
        dailyGoal: FieldResolver<Source, NoArguments, ISODuration?>,
        theme: FieldResolver<Source, NoArguments, String?>,
        extra: FieldResolver<Source, NoArguments, JSONValue?>
      ) {
        self.version = version
        self.learningStyle = learningStyle
        self.detailLevel = detailLevel
        self.dailyGoal = dailyGoal
        self.theme = theme
        self.extra = extra
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("version", AnyFieldResolver(version)))
        list.append(("learningStyle", AnyFieldResolver(learningStyle)))
        list.append(("detailLevel", AnyFieldResolver(detailLevel)))
        list.append(("dailyGoal", AnyFieldResolver(dailyGoal)))
        list.append(("theme", AnyFieldResolver(theme)))
        list.append(("extra", AnyFieldResolver(extra)))
        return list
      }
    }
  }

  /// The form in which somebody learns best.
  public enum LearningStyle: String, EnumOutput, CaseIterable {
    case visual = "VISUAL"
    case reading = "READING"
    case handsOn = "HANDS_ON"
    case mixed = "MIXED"
  }

  /// Totals since the account was made.
  public enum UserStats: CompositeOutput {
    public static let typeName = "UserStats"

    /// One resolver per field of `UserStats`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UserStats" }
      public let diagramsCompleted: FieldResolver<Source, NoArguments, Int>
      public let labsCompleted: FieldResolver<Source, NoArguments, Int>
      public let atomsCompleted: FieldResolver<Source, NoArguments, Int>
      public let questionsAsked: FieldResolver<Source, NoArguments, Int>
      /// Days in a row with something completed or tried, up to today or yesterday (UTC).
      public let currentStreakDays: FieldResolver<Source, NoArguments, Int>
      public let longestStreakDays: FieldResolver<Source, NoArguments, Int>
      public let timeSpent: FieldResolver<Source, NoArguments, ISODuration>

      public init(
        diagramsCompleted: FieldResolver<Source, NoArguments, Int>,
        labsCompleted: FieldResolver<Source, NoArguments, Int>,
        atomsCompleted: FieldResolver<Source, NoArguments, Int>,
        questionsAsked: FieldResolver<Source, NoArguments, Int>,
        currentStreakDays: FieldResolver<Source, NoArguments, Int>,
        longestStreakDays: FieldResolver<Source, NoArguments, Int>,
        timeSpent: FieldResolver<Source, NoArguments, ISODuration>
      ) {
        self.diagramsCompleted = diagramsCompleted
        self.labsCompleted = labsCompleted
        self.atomsCompleted = atomsCompleted
        self.questionsAsked = questionsAsked
        self.currentStreakDays = currentStreakDays
        self.longestStreakDays = longestStreakDays
        self.timeSpent = timeSpent
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("diagramsCompleted", AnyFieldResolver(diagramsCompleted)))
        list.append(("labsCompleted", AnyFieldResolver(labsCompleted)))
        list.append(("atomsCompleted", AnyFieldResolver(atomsCompleted)))
        list.append(("questionsAsked", AnyFieldResolver(questionsAsked)))
        list.append(("currentStreakDays", AnyFieldResolver(currentStreakDays)))
        list.append(("longestStreakDays", AnyFieldResolver(longestStreakDays)))
        list.append(("timeSpent", AnyFieldResolver(timeSpent)))
        return list
      }
    }
  }

  /// One signed-in device.
  public enum Session: CompositeOutput {
    public static let typeName = "Session"

    /// One resolver per field of `Session`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Session" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let lastSeenAt: FieldResolver<Source, NoArguments, DateTime>
      /// When its refresh token ends.
      public let expiresAt: FieldResolver<Source, NoArguments, DateTime>
      public let userAgent: FieldResolver<Source, NoArguments, String?>
      public let ipAddress: FieldResolver<Source, NoArguments, String?>
      /// True for the session that asks.
      public let current: FieldResolver<Source, NoArguments, Bool>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        lastSeenAt: FieldResolver<Source, NoArguments, DateTime>,
        expiresAt: FieldResolver<Source, NoArguments, DateTime>,
        userAgent: FieldResolver<Source, NoArguments, String?>,
        ipAddress: FieldResolver<Source, NoArguments, String?>,
        current: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
        self.userAgent = userAgent
        self.ipAddress = ipAddress
        self.current = current
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("lastSeenAt", AnyFieldResolver(lastSeenAt)))
        list.append(("expiresAt", AnyFieldResolver(expiresAt)))
        list.append(("userAgent", AnyFieldResolver(userAgent)))
        list.append(("ipAddress", AnyFieldResolver(ipAddress)))
        list.append(("current", AnyFieldResolver(current)))
        return list
      }
    }
  }

  /// A secret with which a program acts for its owner, within its scopes.
  public enum ApiKey: CompositeOutput {
    public static let typeName = "ApiKey"

    /// One resolver per field of `ApiKey`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ApiKey" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let name: FieldResolver<Source, NoArguments, String>
      /// The first characters of the secret, by which its owner tells keys apart.
      public let prefix: FieldResolver<Source, NoArguments, String>
      /// What the key may do: area:verb.
      public let scopes: FieldResolver<Source, NoArguments, [String]>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      /// Kept to the hour.
      public let lastUsedAt: FieldResolver<Source, NoArguments, DateTime?>
      public let expiresAt: FieldResolver<Source, NoArguments, DateTime?>
      public let revokedAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        name: FieldResolver<Source, NoArguments, String>,
        prefix: FieldResolver<Source, NoArguments, String>,
        scopes: FieldResolver<Source, NoArguments, [String]>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        lastUsedAt: FieldResolver<Source, NoArguments, DateTime?>,
        expiresAt: FieldResolver<Source, NoArguments, DateTime?>,
        revokedAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.scopes = scopes
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("name", AnyFieldResolver(name)))
        list.append(("prefix", AnyFieldResolver(prefix)))
        list.append(("scopes", AnyFieldResolver(scopes)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("lastUsedAt", AnyFieldResolver(lastUsedAt)))
        list.append(("expiresAt", AnyFieldResolver(expiresAt)))
        list.append(("revokedAt", AnyFieldResolver(revokedAt)))
        return list
      }
    }
  }

  /// What login and register answer.
  public enum AuthPayload: CompositeOutput {
    public static let typeName = "AuthPayload"

    /// One resolver per field of `AuthPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AuthPayload" }
      /// Send it as `Authorization: Bearer TOKEN`.
      public let accessToken: FieldResolver<Source, NoArguments, String>
      /// Of one use; keep it safe.
      public let refreshToken: FieldResolver<Source, NoArguments, String>
      /// Seconds; 900 by default (15 minutes).
      public let expiresIn: FieldResolver<Source, NoArguments, Int>
      /// Seconds; 604800 by default (7 days).
      public let refreshExpiresIn: FieldResolver<Source, NoArguments, Int>
      /// Always Bearer.
      public let tokenType: FieldResolver<Source, NoArguments, String>
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let session: FieldResolver<Source, NoArguments, API.Session>
      /// True when a second factor is still owed: the tokens then open only confirmMfa and logout.
      public let mfaRequired: FieldResolver<Source, NoArguments, Bool>

      public init(
        accessToken: FieldResolver<Source, NoArguments, String>,
        refreshToken: FieldResolver<Source, NoArguments, String>,
        expiresIn: FieldResolver<Source, NoArguments, Int>,
        refreshExpiresIn: FieldResolver<Source, NoArguments, Int>,
        tokenType: FieldResolver<Source, NoArguments, String>,
        user: FieldResolver<Source, NoArguments, API.User>,
        session: FieldResolver<Source, NoArguments, API.Session>,
        mfaRequired: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresIn = expiresIn
        self.refreshExpiresIn = refreshExpiresIn
        self.tokenType = tokenType
        self.user = user
        self.session = session
        self.mfaRequired = mfaRequired
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("accessToken", AnyFieldResolver(accessToken)))
        list.append(("refreshToken", AnyFieldResolver(refreshToken)))
        list.append(("expiresIn", AnyFieldResolver(expiresIn)))
        list.append(("refreshExpiresIn", AnyFieldResolver(refreshExpiresIn)))
        list.append(("tokenType", AnyFieldResolver(tokenType)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("session", AnyFieldResolver(session)))
        list.append(("mfaRequired", AnyFieldResolver(mfaRequired)))
        return list
      }
    }
  }

  /// A new account.
  public struct RegisterInput: InputDecodable {
    /// Compared without regard to the case of ASCII letters.
    public let email: String
    public let password: String
    public let firstName: String?
    public let lastName: String?
    public let language: String?
    /// IANA name, for example Europe/Vienna.
    public let timeZone: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RegisterInput") }
      email = try object.decode("email")
      password = try object.decode("password")
      firstName = try object.decode("firstName")
      lastName = try object.decode("lastName")
      language = try object.decode("language")
      timeZone = try object.decode("timeZone")
      given = object
    }
  }
}

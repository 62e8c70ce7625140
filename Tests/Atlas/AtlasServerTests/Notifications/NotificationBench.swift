import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLJSON
import Logging
import Mail
import Postgres
import Push
import Synchronization
import Testing

@testable import AtlasServer
@testable import Notifications

/// Notifications of an instance, and couriers of a test's own.
struct NotificationBench: Sendable {
  let instance: TestInstance
  let token: String
  let user: Int64
  /// An outbox whose mails nobody carries on.
  let outbox = MailOutbox(secret: Array("a secret of these tests, long enough".utf8))

  init(_ instance: TestInstance, _ account: DemoAccount = .learner) async throws {
    self.instance = instance
    token = try await instance.signIn(account)
    let rows = try await instance.application.database.read(
      "select id from users where email = \("\(account.rawValue)@atlas.example")")
    user = try #require(rows.int(0, 0))
    // Mails are for tests that ask for them.
    try await run("update users set email_verified = false where id = \(user)")
  }

  var database: Database { instance.application.database }

  /// Runs a statement that sees all rows.
  @discardableResult
  func run(_ query: Query) async throws -> Rows { try await database.write(query.onBehalf(of: .system)) }

  /// How many rows a condition on the deliveries of the user fits.
  func deliveries(_ condition: Query = "true") async throws -> Int64? {
    try await run(
      """
      select count(*) from notification_deliveries d
      where d.user_id = \(user) and \(fragment: condition)
      """
    ).int(0, 0)
  }

  /// Tells the user something, as the statement of a cause does.
  func raise(
    _ kind: API.NotificationKind = .groupInvite, _ title: String = "Come", subject: String? = nil
  ) async throws {
    try await run(
      """
      with told as (
        select \(user)::bigint as user_id, \(title)::text as title, 'Because *we* meet'::text as body,
          \(subject)::text as subject, null::text as url
      ), \(fragment: NewNotifications(kind, from: "told").parts)
      select count(*) from notified
      """)
  }

  /// As if every lease, every pause and every rest were over.
  func passTime() async throws {
    try await run("update devices set rests_until = null")
    try await run("update notification_deliveries set due_at = now() - interval '1 second' where outcome is null")
  }

  func courier(
    _ senders: [API.DevicePlatform: any PushSender] = [:],
    logger: Logger = .silent, _ change: (inout NotificationCourierSettings) -> Void = { _ in }
  ) -> NotificationCourier {
    var settings = NotificationCourierSettings()
    change(&settings)
    return NotificationCourier(
      database: database, outbox: outbox, publicURL: "https://atlas.example", senders: senders,
      secret: ServerSecret(Self.secret(instance)), logger: logger, settings: settings)
  }

  /// Registers a device of the user.
  func register(
    _ token: String, _ platform: String = "ANDROID", by bearer: String? = nil
  ) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($token: String!) {
        registerDevice(input: {platform: \(platform), pushToken: $token}) { deviceId userErrors { code field } }
      }
      """, ["token": .string(token)], token: bearer ?? self.token)
  }

  /// Changes preferences: the members of the input as a literal.
  func prefer(_ input: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation {
        updateNotificationPreferences(input: {\(input)}) {
          preferences { version channels { kind inApp push email } quietHours { from to timeZone } }
          userErrors { code field ... on StaleVersionError { currentVersion } }
        }
      }
      """, token: token)
  }

  private static func secret(_ instance: TestInstance) -> [UInt8] {
    (try? instance.application.configuration.serverSecret()) ?? []
  }
}

extension NotificationCourier {
  /// All that is to be done now.
  func round() async throws {
    try await announceDue()
    try await setAsideDue()
    try await mailDue()
    var started = 1
    while started > 0 {
      started = await withDiscardingTaskGroup { group in await pushes.start(in: &group) }
    }
  }
}

/// Does with each push what a test says, and remembers it.
final class ScriptedPushSender: PushSender {
  private let seen = Mutex<[(message: PushMessage, token: String)]>([])
  private let behaviour: @Sendable (Int) -> PushOutcome

  /// - Parameter behaviour: the outcome of the push with a number, from 1 on.
  init(_ behaviour: @escaping @Sendable (Int) -> PushOutcome = { _ in .sent }) { self.behaviour = behaviour }

  var messages: [PushMessage] { seen.withLock { $0.map(\.message) } }
  var tokens: [String] { seen.withLock { $0.map(\.token) } }

  func send(_ message: PushMessage, to token: String) async -> PushOutcome {
    let number = seen.withLock { seen in
      seen.append((message, token))
      return seen.count
    }
    return behaviour(number)
  }
}

/// Runs a test on an instance with somebody's notifications.
func withNotifications(
  _ account: DemoAccount = .learner, _ body: (NotificationBench) async throws -> Void
) async throws {
  try await withInstance { instance in try await body(try await NotificationBench(instance, account)) }
}

public import AtlasAPI
public import AtlasKernel
public import Logging
public import Mail
public import Postgres
public import Push

/// How a courier works.
public struct NotificationCourierSettings: Sendable {
  /// How long a delivery is one courier's alone; longer than any sender may take.
  public var lease: Duration = .seconds(60)
  /// How long it rests at most without being woken.
  public var pollInterval: Duration = .seconds(1)
  /// How many deliveries are under way at once.
  public var parallelDeliveries = 8
  /// How often a delivery is tried before it is given up.
  public var attemptLimit = 8
  /// The longest wait after the first failure; each further one doubles it.
  public var firstPause: Duration = .seconds(5)
  /// The longest wait of our own; services of pushes may ask for more.
  public var longestPause: Duration = .seconds(900)
  /// The longest wait that a service of pushes may ask for.
  public var longestAskedPause: Duration = .seconds(86_400)
  /// How many users one statement tells of an announcement.
  public var spreadSize = 1_000
  /// How long it rests between two of them, so that a word to everybody leaves room for all else.
  public var spreadPause: Duration = .milliseconds(100)

  /// As it is usual.
  public init() {}

  /// The wait after a failed attempt: anything up to the limit (full jitter), so that what failed together does not come
  /// back together, and not less than what the service asks for.
  func pause(afterAttempt attempt: Int64, asked: Duration?) -> Duration {
    let limit = min(longestPause, firstPause * (1 << Int(max(0, min(attempt - 1, 20)))))
    return max(limit * Double.random(in: 0...1), min(asked ?? .zero, longestAskedPause))
  }
}

/// Carries notifications out of the house: into the outbox of mails, exactly once each, and to devices, at least once.
/// It also says announcements when they begin. Any number of couriers share the work, in one process or several.
///
/// A courier that dies between claim and completion leaves a lease that runs out; another one takes it then.
public final class NotificationCourier: Sendable {
  private let database: Database
  private let outbox: MailOutbox
  private let publicURL: String
  private let senders: [API.DevicePlatform: any PushSender]
  private let sealing: DeviceTokenSealing
  private let logger: Logger
  private let settings: NotificationCourierSettings
  private let wakeUps: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  /// A courier of all notifications of a database.
  ///
  /// - Parameters:
  ///   - publicURL: where links in mails lead, without a slash at the end.
  ///   - senders: of the kinds of devices; for others pushes are given up.
  ///   - secret: as the domain has it.
  public init(
    database: Database, outbox: MailOutbox, publicURL: String, senders: [API.DevicePlatform: any PushSender],
    secret: ServerSecret, logger: Logger, settings: NotificationCourierSettings = NotificationCourierSettings()
  ) {
    self.database = database
    self.outbox = outbox
    self.publicURL = publicURL
    self.senders = senders
    sealing = DeviceTokenSealing(secret)
    self.logger = logger
    self.settings = settings
    (wakeUps, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Works until the task is cancelled. May be called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        repeat { self.wake() } while (try? await Task.sleep(for: self.settings.pollInterval)) != nil
      }
      group.addTask {
        for await _ in self.wakeUps { await self.attempt { courier in try await courier.deliverDue() } }
      }
      // Telling a million users takes its time; nothing else waits for it.
      group.addTask {
        repeat {
          await self.attempt { courier in try await courier.announceDue() }
        } while (try? await Task.sleep(for: self.settings.pollInterval)) != nil
      }
    }
  }

  /// Says announcements that begin, and tells everybody of them.
  ///
  /// - Throws: where the database cannot be read.
  public func announceDue() async throws(PostgresError) {
    while !Task.isCancelled {
      let begun = try await database.write(AnnouncementStatements.publish(limit: Self.batchSize))
      if begun.count < Self.batchSize { break }
    }
    while !Task.isCancelled {
      let spread = try await database.write(AnnouncementStatements.spread(to: settings.spreadSize))
      if spread.count == 0 { break }
      // Whoever is cancelled meanwhile ends with the loop.
      try? await Task.sleep(for: settings.spreadPause)
    }
  }

  /// Carries out all that is due now, and returns when each of it is sent, postponed or given up.
  ///
  /// - Throws: where the database cannot be read.
  public func deliverDue() async throws(PostgresError) {
    while !Task.isCancelled {
      let aside = try await database.write(DeliveryStatements.setAside(limit: Self.batchSize))
      if aside.count < Self.batchSize { break }
    }
    while !Task.isCancelled {
      let rows = try await database.write(
        DeliveryStatements.claim(limit: settings.parallelDeliveries, lease: settings.lease))
      if rows.count == 0 { break }
      await withDiscardingTaskGroup { group in
        for delivery in NotificationDelivery.all(rows) { group.addTask { await self.carry(delivery) } }
      }
    }
  }

  private static let batchSize = 200

  private func wake() { waker.yield() }

  /// What fails is tried again a little later.
  private func attempt(_ act: (NotificationCourier) async throws -> Void) async {
    do {
      try await act(self)
    } catch {
      if !Task.isCancelled {
        logger.warning("notifications wait: the database cannot be read", metadata: ["error": "\(error)"])
      }
    }
  }

  private func carry(_ delivery: NotificationDelivery) async {
    // Only who dies at each try gets here.
    guard delivery.attempts <= Int64(settings.attemptLimit) else {
      return await giveUp(delivery, "Each try was broken off.")
    }
    switch delivery.way {
    case .mail: await mail(delivery)
    case .push(let device, let platform, let sealed): await push(delivery, to: device, platform, sealed)
    }
  }

  private func mail(_ delivery: NotificationDelivery) async {
    do {
      let mail = try outbox.seal(subject: delivery.mailSubject, text: delivery.mailText(publicURL: publicURL))
      try await database.write(DeliveryStatements.mail(delivery, mail))
      outbox.wake()
    } catch {
      // The lease runs out, and it comes again.
      logger.warning("a notification cannot be mailed", metadata: metadata(delivery, "\(error)"))
    }
  }

  private func push(
    _ delivery: NotificationDelivery, to device: Int64, _ platform: API.DevicePlatform, _ sealed: [UInt8]
  ) async {
    guard let sender = senders[platform] else {
      return await giveUp(delivery, "No pushes are sent to \(platform.rawValue).")
    }
    guard let token = sealing.open(sealed, for: delivery.userID) else {
      return await giveUp(delivery, "The token was sealed with another secret.")
    }
    switch await sender.send(delivery.pushMessage, to: token) {
    case .sent: await record(DeliveryStatements.complete(delivery), of: delivery)
    case .gone: await record(DeviceStatements.forget(device), of: delivery)
    case .later(let asked):
      if delivery.attempts >= Int64(settings.attemptLimit) {
        await giveUp(delivery, "It failed \(delivery.attempts) times.")
      } else {
        let pause = settings.pause(afterAttempt: delivery.attempts, asked: asked)
        await record(DeliveryStatements.postpone(delivery, by: pause), of: delivery)
      }
    case .refused(let reason): await giveUp(delivery, reason)
    }
  }

  private func giveUp(_ delivery: NotificationDelivery, _ failure: String) async {
    logger.error("a notification is not delivered", metadata: metadata(delivery, failure))
    await record(DeliveryStatements.giveUp(delivery, failure), of: delivery)
  }

  /// What cannot be recorded comes back when the lease is over.
  private func record(_ statement: Query, of delivery: NotificationDelivery) async {
    do throws(PostgresError) {
      try await database.write(statement)
    } catch {
      logger.warning("how a delivery went cannot be recorded", metadata: metadata(delivery, "\(error)"))
    }
  }

  private func metadata(_ delivery: NotificationDelivery, _ error: String) -> Logger.Metadata {
    ["delivery": "\(delivery.id)", "attempt": "\(delivery.attempts)", "error": "\(error)"]
  }
}

extension NotificationCourier: EventObserver {
  /// What was raised here or elsewhere may be carried out at once. What is not shown in the application leaves no event,
  /// and waits for the next look.
  public func observe(_ records: [EventRecord]) {
    if records.contains(where: { $0.kind == "NOTIFICATION_RAISED" }) { wake() }
  }

  /// Says nothing new.
  public func caughtUp(asOf moment: ContinuousClock.Instant) {}
  /// The courier looks by itself.
  public func interrupted() {}
}

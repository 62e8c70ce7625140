public import AtlasAPI
public import AtlasKernel
public import Logging
public import Mail
public import Postgres
public import Push

/// Carries notifications out of the house: into the outbox of mails, exactly once each, and to devices, at least once.
/// It also says announcements when they begin. Any number of couriers share the work, in one process or several.
///
/// Mails, pushes and announcements go their own ways: none waits for another. A courier that dies between claim and
/// completion leaves a lease that runs out; another one takes it then.
public final class NotificationCourier: Sendable {
  let pushes: PushCourier
  private let database: Database
  private let outbox: MailOutbox
  private let publicURL: String
  private let records: DeliveryRecords
  private let logger: Logger
  private let settings: NotificationCourierSettings
  private let mailWakeUps = WakeUps()

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
    self.logger = logger
    self.settings = settings
    records = DeliveryRecords(database: database, logger: logger)
    pushes = PushCourier(records, senders: senders, sealing: DeviceTokenSealing(secret), settings: settings)
  }

  /// Works until the task is cancelled. May be called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.repeatedly(every: self.settings.pollInterval) { courier in courier.wake() } }
      group.addTask {
        for await _ in self.mailWakeUps.stream { await self.attempt { courier in try await courier.mailDue() } }
      }
      group.addTask { await self.pushes.run() }
      group.addTask {
        await self.repeatedly(every: self.settings.settingAsideInterval) { courier in try await courier.setAsideDue() }
      }
      // Telling a million users takes its time.
      group.addTask {
        await self.repeatedly(every: self.settings.pollInterval) { courier in try await courier.announceDue() }
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

  /// Ends what is needless by now, and lets wait what is due too early. Neither is carried out before that either.
  func setAsideDue() async throws(PostgresError) {
    while !Task.isCancelled {
      let aside = try await database.write(DeliveryStatements.setAside(limit: Self.batchSize))
      if aside.count < Self.batchSize { break }
    }
  }

  /// Puts all mails that are due into their outbox.
  func mailDue() async throws(PostgresError) {
    while !Task.isCancelled {
      let rows = try await database.write(
        DeliveryStatements.claimMails(limit: Self.mailBatchSize, lease: settings.lease))
      if rows.count == 0 { break }
      for delivery in NotificationDelivery.all(rows) { await mail(delivery) }
    }
  }

  private static let batchSize = 200
  /// So few that they are done well within the lease.
  private static let mailBatchSize = 20

  private func wake() {
    mailWakeUps.ring()
    pushes.wakeUps.ring()
  }

  private func repeatedly(
    every interval: Duration, _ act: (NotificationCourier) async throws -> Void
  ) async {
    repeat { await attempt(act) } while (try? await Task.sleep(for: interval)) != nil
  }

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

  private func mail(_ delivery: NotificationDelivery) async {
    guard delivery.attempts <= Int64(settings.attemptLimit) else {
      return await records.giveUp(delivery, "Each try was broken off.")
    }
    do {
      let mail = try outbox.seal(subject: delivery.mailSubject, text: delivery.mailText(publicURL: publicURL))
      try await database.write(DeliveryStatements.mail(delivery, mail))
      outbox.wake()
    } catch {
      // The lease runs out, and it comes again.
      logger.warning(
        "a notification cannot be mailed", metadata: DeliveryRecords.metadata(delivery, "\(error)"))
    }
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

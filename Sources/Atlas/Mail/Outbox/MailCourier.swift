public import Logging
public import Postgres

/// How a courier works.
public struct MailCourierSettings: Sendable {
  /// How long a mail is one courier's alone; longer than any sender may take.
  public var lease: Duration = .seconds(30)
  /// How long it rests at most without being woken.
  public var pollInterval: Duration = .seconds(3)
  /// How many mails are sent at once.
  public var parallelMails = 4
  /// How often a mail is tried before it is given up.
  public var attemptLimit = 8
  /// The longest wait after the first failure; each further one doubles it.
  public var firstPause: Duration = .seconds(5)
  /// The longest wait at all.
  public var longestPause: Duration = .seconds(900)
  /// How long mails that are on their way may go on when the courier is to stop.
  public var stopGrace: Duration = .seconds(3)

  /// As it is usual.
  public init() {}

  /// The upper end of the wait after a failed attempt; the wait itself is anything up to it (full jitter), so that mails
  /// that failed together do not come back together.
  func pauseLimit(afterAttempt attempt: Int64) -> Duration {
    min(longestPause, firstPause * (1 << Int(max(0, min(attempt - 1, 20)))))
  }
}

/// Sends what is in the outbox, at least once each. Any number of couriers share the work, in one process or several.
///
/// A courier that dies between claim and completion leaves a lease that runs out; the mail is then sent by another, in
/// the worst case a second time with the same Message-ID.
public final class MailCourier: Sendable {
  private let database: Database
  private let outbox: MailOutbox
  private let sender: any MailSender
  private let from: MailAddress
  private let logger: Logger
  private let settings: MailCourierSettings

  /// A courier of an outbox.
  public init(
    database: Database, outbox: MailOutbox, sender: any MailSender, from: MailAddress, logger: Logger,
    settings: MailCourierSettings = MailCourierSettings()
  ) {
    self.database = database
    self.outbox = outbox
    self.sender = sender
    self.from = from
    self.logger = logger
    self.settings = settings
  }

  /// Sends mails until the task is cancelled. May be called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        repeat { self.outbox.wake() } while (try? await Task.sleep(for: self.settings.pollInterval)) != nil
      }
      group.addTask {
        for await _ in self.outbox.wakeUps { await self.deliverOrLog() }
      }
    }
  }

  /// Sends all mails that are due now, and returns when each of them is sent, postponed or given up.
  ///
  /// - Throws: where the outbox cannot be read.
  public func deliverDue() async throws(PostgresError) {
    while !Task.isCancelled {
      let rows = try await database.write(
        CourierStatements.claim(limit: settings.parallelMails, lease: settings.lease))
      if rows.count == 0 { return }
      await withDiscardingTaskGroup { group in
        for mail in ClaimedMail.all(rows) { group.addTask { await self.deliverToTheEnd(mail) } }
      }
    }
  }

  /// How many mails wait to be sent, by any courier.
  public func waitingCount() async throws(PostgresError) -> Int {
    Int(try await database.read(CourierStatements.count).int(0, 0) ?? 0)
  }

  /// The next wake-up tries again.
  private func deliverOrLog() async {
    do throws(PostgresError) {
      try await deliverDue()
    } catch {
      if !Task.isCancelled { logger.warning("mails wait: the outbox cannot be read", metadata: ["error": "\(error)"]) }
    }
  }

  /// A mail that is half sent when the courier is to stop would come twice: it gets some time to end.
  private func deliverToTheEnd(_ mail: ClaimedMail) async {
    let delivery = Task { await deliver(mail) }
    await withTaskCancellationHandler {
      await delivery.value
    } onCancel: { [grace = settings.stopGrace] in
      Task {
        try? await Task.sleep(for: grace)
        delivery.cancel()
      }
    }
  }

  private func deliver(_ mail: ClaimedMail) async {
    do throws(MailError) {
      try await sender.send(try message(mail))
      await record(CourierStatements.complete(mail), of: mail)
    } catch {
      await fail(mail, error)
    }
  }

  private func message(_ mail: ClaimedMail) throws(MailError) -> MailMessage {
    // Only who dies at each try gets here.
    guard mail.attempts <= Int64(settings.attemptLimit) else { throw .permanent("Each try was broken off.") }
    guard let (subject, text) = outbox.open(mail.sealed, messageID: mail.messageID) else {
      throw .permanent("The mail was sealed with another secret.")
    }
    return try MailMessage(
      from: from, to: try MailAddress(mail.recipient), subject: subject, text: text, id: mail.messageID,
      date: mail.createdAt)
  }

  private func fail(_ mail: ClaimedMail, _ error: MailError) async {
    let metadata: Logger.Metadata = [
      "mail": "\(mail.messageID)", "attempt": "\(mail.attempts)", "error": "\(error.description)",
    ]
    if error.isPermanent || mail.attempts >= Int64(settings.attemptLimit) {
      logger.error("a mail is given up", metadata: metadata)
      await record(CourierStatements.bury(mail, error.description), of: mail)
    } else {
      logger.warning("a mail waits for another try", metadata: metadata)
      let pause = settings.pauseLimit(afterAttempt: mail.attempts) * Double.random(in: 0...1)
      await record(CourierStatements.postpone(mail, by: pause, error.description), of: mail)
    }
  }

  /// What cannot be recorded comes back when the lease is over.
  private func record(_ statement: Query, of mail: ClaimedMail) async {
    do throws(PostgresError) {
      try await database.write(statement)
    } catch {
      logger.warning(
        "how a mail went cannot be recorded", metadata: ["mail": "\(mail.messageID)", "error": "\(error)"])
    }
  }
}

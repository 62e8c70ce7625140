import AtlasAPI
import Logging
import Postgres
import Push
import Synchronization

/// Carries pushes to devices, at least once each. The next starts whenever there is room: nobody waits for a device that
/// does not answer.
final class PushCourier: Sendable {
  let wakeUps = WakeUps()
  private let records: DeliveryRecords
  private let senders: [API.DevicePlatform: any PushSender]
  private let sealing: DeviceTokenSealing
  private let settings: NotificationCourierSettings
  private let window: Mutex<PushWindow>
  /// Until when no further line says that a service does not take our credentials.
  private let silences = Mutex<[String: ContinuousClock.Instant]>([:])

  init(
    _ records: DeliveryRecords, senders: [API.DevicePlatform: any PushSender], sealing: DeviceTokenSealing,
    settings: NotificationCourierSettings
  ) {
    self.records = records
    self.senders = senders
    self.sealing = sealing
    self.settings = settings
    window = Mutex(PushWindow(limit: settings.parallelPushes, limitPerUser: settings.parallelPushesPerUser))
  }

  /// Works until the task is cancelled. May be called once.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await _ in wakeUps.stream { await start(in: &group) }
    }
  }

  /// Starts what is due while there is room; each that ends rings for the next. Answers how many it started.
  @discardableResult
  func start(in group: inout DiscardingTaskGroup) async -> Int {
    var started = 0
    while !Task.isCancelled, let busy = window.withLock({ $0.usersAtLimit }) {
      guard let delivery = await claim(without: busy) else { break }
      window.withLock { $0.begin(of: delivery.userID) }
      started += 1
      group.addTask {
        await self.carry(delivery)
        self.window.withLock { $0.end(of: delivery.userID) }
        self.wakeUps.ring()
      }
    }
    return started
  }

  private func claim(without users: [Int64]) async -> NotificationDelivery? {
    do throws(PostgresError) {
      let rows = try await records.database.write(
        DeliveryStatements.claimPush(without: users, lease: settings.lease))
      return NotificationDelivery.all(rows).first
    } catch {
      if !Task.isCancelled {
        records.logger.warning("pushes wait: the database cannot be read", metadata: ["error": "\(error)"])
      }
      return nil
    }
  }

  private func carry(_ delivery: NotificationDelivery) async {
    // Only who dies at each try gets here.
    guard delivery.attempts <= Int64(settings.attemptLimit) else {
      return await records.giveUp(delivery, "Each try was broken off.")
    }
    guard case .push(let device, let platform, let sealed) = delivery.way else {
      return await records.giveUp(delivery, "The device cannot be read.")
    }
    guard let sender = senders[platform] else {
      return await records.giveUp(delivery, "No pushes are sent to \(platform.rawValue).")
    }
    guard let token = sealing.open(sealed, for: delivery.userID) else {
      return await records.giveUp(delivery, "The token was sealed with another secret.")
    }
    let outcome = await sender.send(delivery.pushMessage, to: token)
    await conclude(delivery, device, outcome)
  }

  private func conclude(_ delivery: NotificationDelivery, _ device: Int64, _ outcome: PushOutcome) async {
    switch outcome {
    case .sent: await records.record(DeliveryStatements.complete(delivery), of: delivery)
    case .gone: await records.record(DeviceStatements.forget(device), of: delivery)
    case .refused(let reason): await records.giveUp(delivery, reason, level: .info)
    case .later where Task.isCancelled, .blocked where Task.isCancelled:
      // It was broken off by us.
      await records.record(DeliveryStatements.release(delivery), of: delivery)
    case .later(let asked):
      let pause = settings.pause(afterAttempt: delivery.attempts, asked: asked)
      await postpone(delivery, DeliveryStatements.postponeFailed(delivery, by: pause), pause)
    case .blocked(let reason):
      complain(reason)
      let pause = PushOutcome.longestPause
      await postpone(delivery, DeliveryStatements.postpone(delivery, by: pause), pause)
    }
  }

  private func postpone(_ delivery: NotificationDelivery, _ statement: Query, _ pause: Duration) async {
    guard delivery.attempts < Int64(settings.attemptLimit), delivery.age + pause <= settings.longestAge else {
      return await records.giveUp(delivery, "It failed \(delivery.attempts) times.", level: .info)
    }
    await records.record(statement, of: delivery)
  }

  /// Every push of the service fails by it: one line for all of them.
  private func complain(_ reason: String) {
    let now = ContinuousClock.now
    let isSilent = silences.withLock { silences in
      if let end = silences[reason], now < end { return true }
      silences[reason] = now + PushOutcome.longestPause
      return false
    }
    if !isSilent {
      records.logger.error("pushes wait: our credentials are not taken", metadata: ["error": "\(reason)"])
    }
  }
}

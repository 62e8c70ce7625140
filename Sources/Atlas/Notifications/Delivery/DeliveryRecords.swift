import Logging
import Postgres

/// Writes down how deliveries went.
struct DeliveryRecords: Sendable {
  let database: Database
  let logger: Logger

  /// What cannot be recorded comes back when the lease is over. A courier that is told to stop still writes down what it
  /// has done, else that would be done again.
  func record(_ statement: Query, of delivery: NotificationDelivery) async {
    let database = database
    do {
      _ = try await Task { try await database.write(statement) }.value
    } catch {
      logger.warning("how a delivery went cannot be recorded", metadata: Self.metadata(delivery, "\(error)"))
    }
  }

  /// - Parameter level: `error` for what operators can mend, `info` for what users cause.
  func giveUp(_ delivery: NotificationDelivery, _ failure: String, level: Logger.Level = .error) async {
    logger.log(level: level, "a notification is not delivered", metadata: Self.metadata(delivery, failure))
    await record(DeliveryStatements.giveUp(delivery, failure), of: delivery)
  }

  static func metadata(_ delivery: NotificationDelivery, _ error: String) -> Logger.Metadata {
    ["delivery": "\(delivery.id)", "attempt": "\(delivery.attempts)", "error": "\(error)"]
  }
}

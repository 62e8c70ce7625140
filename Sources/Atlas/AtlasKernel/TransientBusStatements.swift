import Postgres

/// The statements of the transient bus.
enum TransientBusStatements {
  /// The channel that all instances listen to.
  static let channel = "atlas_transient"

  /// Sends payloads to all instances, the sender included.
  static func notify(_ payloads: [String]) -> Query {
    Query(
      "transient.notify", "select pg_notify(\(channel), p.payload) from unnest(\(payloads)::text[]) as p (payload)")
  }
}

/// What time it is, and how to wait: the system's clock, or one that a test moves.
public struct ModelClock: Sendable {
  /// The time.
  public let now: @Sendable () -> ContinuousClock.Instant
  /// Returns when it is this late; throws when the task is cancelled.
  public let sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void

  /// A clock of one's own.
  public init(
    now: @escaping @Sendable () -> ContinuousClock.Instant,
    sleep: @escaping @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's.
  public static let system = ModelClock(
    now: { .now }, sleep: { until in try await Task.sleep(until: until, clock: .continuous) })
}

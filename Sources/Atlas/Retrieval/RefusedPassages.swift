/// Passages whose vectors are not asked for at present, since the embedder did not take their texts.
struct RefusedPassages: Sendable {
  /// How long a text waits that the embedder says it does not take.
  static let longPause = Duration.seconds(3600)
  /// How long a text waits that the embedder failed with, for whatever reason: others get their turn meanwhile.
  static let pause = Duration.seconds(300)

  private var waitsUntil: [Int64: ContinuousClock.Instant] = [:]

  /// Adds a passage by its id.
  mutating func add(_ passage: Int64, for duration: Duration) { waitsUntil[passage] = .now + duration }

  /// Those that wait still, in order.
  mutating func current() -> [Int64] {
    let now = ContinuousClock.now
    waitsUntil = waitsUntil.filter { $0.value > now }
    return waitsUntil.keys.sorted()
  }
}

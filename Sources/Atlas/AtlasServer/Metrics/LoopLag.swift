import PrometheusMetrics
import Synchronization

/// How far a loop lags behind what is asked of it: a probe each second.
final class LoopLag: Sendable {
  /// Asks the loop for the time; nil where the loop has ended.
  typealias Probe = @Sendable () async -> ContinuousClock.Instant?

  private struct State {
    var latest: [Double] = []
    /// When the probe was sent that is under way.
    var sent: ContinuousClock.Instant?
  }

  /// How many probes are remembered: as many as are sent between two looks that are usual.
  private static let memory = 15

  let name: String
  private let probe: Probe
  private let state = Mutex(State())

  init(_ name: String, probe: @escaping Probe) {
    self.name = name
    self.probe = probe
  }

  /// Probes each second until the task is cancelled or the loop has ended.
  func run() async {
    repeat {
      guard await look() else { return }
    } while (try? await Task.sleep(for: .seconds(1))) != nil
  }

  /// Sends one probe and waits for it; false where the loop has ended.
  func look() async -> Bool {
    let sent = ContinuousClock.now
    state.withLock { $0.sent = sent }
    let arrived = await probe()
    state.withLock { state in
      state.sent = nil
      guard let arrived else { return state.latest = [] }
      state.latest = state.latest.suffix(Self.memory - 1) + [max(0, sent.duration(to: arrived) / .seconds(1))]
    }
    return arrived != nil
  }

  /// The longest of the last probes, in seconds; one that is under way counts for as long as it has lasted. Nil before
  /// the first.
  var seconds: Double? {
    let (latest, sent) = state.withLock { ($0.latest, $0.sent) }
    return (latest + (sent.map { [$0.duration(to: .now) / .seconds(1)] } ?? [])).max()
  }
}

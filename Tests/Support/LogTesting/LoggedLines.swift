public import Logging
import Synchronization

/// Keeps what is logged, each line with its level and metadata; for tests.
public final class LoggedLines: Sendable {
  private let lines = Mutex<[String]>([])

  /// A log that nothing was written to.
  public init() {}

  /// The lines so far.
  public var all: [String] { lines.withLock { $0 } }
  /// What writes into it.
  public var logger: Logger { Logger(label: "tests") { [self] _ in Handler(lines: self) } }

  private struct Handler: LogHandler {
    let lines: LoggedLines
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    func log(event: LogEvent) {
      lines.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
  }
}

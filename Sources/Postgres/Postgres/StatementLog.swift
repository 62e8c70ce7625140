import Synchronization

/// Records every statement that is sent, for golden files and tests.
///
///     let log = StatementLog()
///     try await StatementLog.$current.withValue(log) { try await run() }
public final class StatementLog: Sendable {
  /// One recorded statement.
  public struct Entry: Hashable, Sendable {
    /// The name of the statement.
    public let name: String
    /// The SQL, with placeholders.
    public let text: String
  }

  /// The log of the current task, if it has one.
  @TaskLocal public static var current: StatementLog?

  private let recorded = Mutex<[Entry]>([])

  /// An empty log.
  public init() {}

  /// The statements so far, in the order of their submission.
  public var entries: [Entry] { recorded.withLock { $0 } }

  static func record(_ query: Query) {
    guard let current else { return }
    current.recorded.withLock { $0.append(Entry(name: query.name, text: query.text)) }
  }
}

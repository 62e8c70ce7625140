import Synchronization

/// What the statements of one operation must see, and how far its writes went.
///
/// Handed to each statement of the operation. The reads may go to a replica when that has replayed the log up to
/// `floor`, and together they never go back in time: the first one chooses a replica for all, and after the first one
/// that the primary answers, or the first write, the rest go there too.
///
/// States of the route: open (exit: replica, primary), replica (exit: primary), primary (no exit).
public final class Consistency: Sendable {
  enum Route: Hashable {
    case open
    case replica(Int)
    case primary
  }

  private struct State {
    var route: Route
    var writeCount = 0
    /// Writes that were sent, each with the question for the position behind it.
    var ends: [(write: PendingRows, question: PendingRows)] = []
  }

  /// What the reads must see at least; nil when any replica that is not too far behind will do.
  public let floor: LogPosition?
  private let state: Mutex<State>

  private init(_ route: Route, floor: LogPosition?) {
    self.floor = floor
    state = Mutex(State(route: route))
  }

  /// For an operation that only reads: a replica may answer, when it has replayed up to the floor.
  public static func replica(after floor: LogPosition? = nil) -> Consistency { Consistency(.open, floor: floor) }

  /// For an operation that writes, or decides about a write: all its reads are answered by the primary.
  public static func primary() -> Consistency { Consistency(.primary, floor: nil) }

  /// Whether the operation has sent a write, whatever became of it.
  public var hasWritten: Bool { state.withLock { $0.writeCount > 0 } }

  var route: Route { state.withLock { $0.route } }

  /// The questions for the positions behind all writes; nil when one was not asked.
  var questions: [PendingRows]? {
    state.withLock { $0.ends.count == $0.writeCount ? $0.ends.map(\.question) : nil }
  }

  /// The operation reads from this replica from now on.
  func stay(with replica: Int) {
    state.withLock { state in
      if state.route == .open { state.route = .replica(replica) }
    }
  }

  /// The operation reads from the primary from now on.
  func turnToPrimary() {
    state.withLock { $0.route = .primary }
  }

  /// A write is about to be sent.
  func beginWrite() {
    state.withLock { state in
      state.route = .primary
      state.writeCount += 1
    }
  }

  /// A write was sent, and behind it the question for its end. When it is sent again, the earlier answer says too
  /// little.
  func note(_ question: PendingRows, behind write: PendingRows) {
    state.withLock { state in
      state.ends.removeAll { $0.write === write }
      state.ends.append((write, question))
    }
  }
}

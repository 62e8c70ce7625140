import AtlasKernel
import Synchronization

/// Hands each cursor to those who watch its diagram at this instance. Whoever moves never waits for them.
final class CursorHub: Sendable {
  private struct State {
    var subscribers: [Int64: [Int: CursorSubscriber]] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// Hands a cursor out.
  func publish(_ cursor: PeerCursor) {
    let subscribers = state.withLock { $0.subscribers[cursor.diagram].map { Array($0.values) } ?? [] }
    for subscriber in subscribers where subscriber.user != cursor.user { subscriber.put(cursor) }
  }

  /// Adds a subscriber for as long as the token is kept.
  func add(_ subscriber: CursorSubscriber, of diagram: Int64) -> EndToken {
    let id = state.withLock { state in
      state.count += 1
      state.subscribers[diagram, default: [:]][state.count] = subscriber
      return state.count
    }
    return EndToken { [weak self] in self?.remove(id, diagram) }
  }

  /// Has all streams look whether their viewer's credentials have ended, until the task is cancelled.
  func run(every interval: Duration) async {
    while (try? await Task.sleep(for: interval)) != nil {
      for subscriber in state.withLock({ $0.subscribers.values.flatMap(\.values) }) { subscriber.bell.ring() }
    }
  }

  private func remove(_ id: Int, _ diagram: Int64) {
    state.withLock { state in
      state.subscribers[diagram]?[id] = nil
      if state.subscribers[diagram]?.isEmpty == true { state.subscribers[diagram] = nil }
    }
  }
}

/// One who watches a diagram.
final class CursorSubscriber: Sendable {
  let user: Int64
  let inbox = Mutex(CursorInbox())
  let bell = Bell()

  init(user: Int64) { self.user = user }

  func put(_ cursor: PeerCursor) {
    if inbox.withLock({ $0.put(cursor, at: .now) }) { bell.ring() }
  }
}

import NIOCore
import NIOHTTP1

/// The parts of requests that arrived before their turn.
struct WaitingParts {
  /// More requests than any client sends before it reads an answer.
  static let requestLimit = 1_000

  private var parts = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
  private var requestCount = 0

  /// - Returns: whether there was room.
  mutating func append(_ part: HTTPServerRequestPart) -> Bool {
    if case .head = part {
      guard requestCount < Self.requestLimit else { return false }
      requestCount += 1
    }
    parts.append(part)
    return true
  }

  /// Whether nothing waits.
  var isEmpty: Bool { parts.isEmpty }

  mutating func removeAll() {
    parts.removeAll()
    requestCount = 0
  }

  mutating func popFirst() -> HTTPServerRequestPart? {
    let part = parts.popFirst()
    if case .head = part { requestCount -= 1 }
    return part
  }
}

import GraphQLHTTP
import NIOCore
import Synchronization

/// A body on its way from a connection to the task that reads it. The connection reads on while little is held, and
/// again when the task asks for more.
final class StreamedBody: HTTPBodyReader {
  /// With so many bytes held the connection stops reading; what it has read by then still comes.
  static let heldBytes = 64 << 10

  private let state = Mutex(State())
  private let limit: Int
  private let demand: @Sendable () -> Void

  /// - Parameters:
  ///   - limit: how many bytes there may be.
  ///   - demand: tells the connection to read on; called from any thread.
  init(limit: Int, demand: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.demand = demand
  }

  /// Whether the task waits for more.
  var isAwaited: Bool { state.withLock { $0.asking != nil } }

  // MARK: The task's side

  func next() async throws -> [UInt8]? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard let result = state.withLock({ $0.next(continuation) }) else { return demand() }
        continuation.resume(with: result)
      }
    } onCancel: {
      fail(CancellationError())
    }
  }

  // MARK: The connection's side

  /// Takes a part; one too much ends the body.
  ///
  /// - Returns: whether the connection is to read on.
  func receive(_ part: ByteBuffer) -> Bool {
    switch state.withLock({ $0.receive(part, limit: limit) }) {
    case .dropped: return false
    case .held(let count): return count < Self.heldBytes
    case .awaited(let asking):
      asking.resume(returning: Array(part.readableBytesView))
      return true
    case .tooLarge:
      fail(HTTPFault.bodyTooLarge(limit: limit))
      return false
    }
  }

  /// Nothing more comes.
  func finish() { state.withLock { $0.end(.complete) }?.resume(returning: nil) }

  /// Nothing more comes, and what came is not wanted. The first end is the one that counts.
  func fail(_ error: any Error) { state.withLock { $0.end(.failed(error)) }?.resume(throwing: error) }
}

extension StreamedBody {
  private typealias Asking = CheckedContinuation<[UInt8]?, any Error>

  private enum End {
    case complete
    case failed(any Error)
  }

  /// What became of a part.
  private enum Receipt {
    case dropped
    case held(Int)
    case awaited(Asking)
    case tooLarge
  }

  private struct State {
    var held: [UInt8] = []
    var received = 0
    var asking: Asking?
    var end: End?

    /// What the task gets; nil when it has to wait.
    mutating func next(_ continuation: Asking) -> Result<[UInt8]?, any Error>? {
      if case .failed(let error) = end { return .failure(error) }
      if !held.isEmpty {
        defer { held = [] }
        return .success(held)
      }
      if end != nil { return .success(nil) }
      precondition(asking == nil, "A body is read by one task")
      asking = continuation
      return nil
    }

    mutating func receive(_ part: ByteBuffer, limit: Int) -> Receipt {
      guard end == nil else { return .dropped }
      guard part.readableBytes <= limit - received else { return .tooLarge }
      received += part.readableBytes
      if let asking {
        self.asking = nil
        return .awaited(asking)
      }
      held.append(contentsOf: part.readableBytesView)
      return .held(held.count)
    }

    mutating func end(_ end: End) -> Asking? {
      guard self.end == nil else { return nil }
      self.end = end
      if case .failed = end { held = [] }
      defer { asking = nil }
      return asking
    }
  }
}

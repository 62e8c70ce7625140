import AtlasAPI
import Dispatch
import GraphQLJSON
import Postgres
import Synchronization

/// Takes the lines of a log at once and writes them from a thread of its own: nobody who logs waits for whoever reads.
///
/// When the reader stalls, lines are kept up to a limit; what comes beyond is lost, and how many were is told as soon as
/// there is room. A process that ends flushes; one that is killed may lose its last moments.
public final class LogOutput: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var lost = 0
    var isWriting = false
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "log")
  private let bytesLimit: Int
  private let put: @Sendable ([UInt8]) -> Void

  /// - Parameter put: writes bytes, and may take its time.
  public init(bytesLimit: Int = 4 << 20, put: @escaping @Sendable ([UInt8]) -> Void) {
    self.bytesLimit = bytesLimit
    self.put = put
  }

  /// Takes a whole line with its end.
  public func write(_ line: [UInt8]) {
    let mustStart = state.withLock { state in
      guard state.waiting.count + line.count <= bytesLimit else {
        state.lost += 1
        return false
      }
      state.waiting += line
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if mustStart { queue.async { self.writeAll() } }
  }

  /// Waits until everything is written that was taken before, but not longer than so.
  public func flush(within seconds: Double = 1) {
    let written = DispatchSemaphore(value: 0)
    queue.async { written.signal() }
    _ = written.wait(timeout: .now() + seconds)
  }

  private func writeAll() {
    while let bytes = take() { put(bytes) }
  }

  /// What waits; nil where nothing does, and the next line starts anew.
  private func take() -> [UInt8]? {
    state.withLock { state in
      if state.lost > 0 {
        state.waiting += Self.report(lost: state.lost)
        state.lost = 0
      }
      guard !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  private static func report(lost count: Int) -> [UInt8] {
    let line: JSONObject = [
      "time": .string(DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970).text),
      "level": .string("warning"), "message": .string("lines of the log were lost: nobody reads fast enough"),
      "count": .integer(count),
    ]
    return JSONValue.object(line).serialized() + [UInt8(ascii: "\n")]
  }
}

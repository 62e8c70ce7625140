import GraphQLHTTP
import GraphQLJSON
import GraphQLWebSocket
import Synchronization

/// Does what the payload of `connection_init` and the documents of operations ask for, and keeps a logbook of it.
final class TestService: SocketService {
  /// Writes into the logbook when the last reference to it is gone.
  final class Session: Sendable {
    private let logbook: Logbook

    init(_ logbook: Logbook) { self.logbook = logbook }

    deinit { logbook.write("session gone") }
  }

  let logbook = Logbook()

  func nextExecutor() -> (any TaskExecutor)? { nil }

  func open(
    _ payload: JSONObject?, _ handshake: HTTPRequestHead, _ peer: HTTPPeer
  ) async -> SocketAdmission<Session> {
    switch payload?["wish"]?.stringValue {
    case "refuse": return .refused
    case "hang":
      await hang("init")
      return .refused
    case "expire":
      return .accepted(session: Session(logbook), owner: nil, lifetime: .milliseconds(1), payload: nil)
    case "handshake":
      let seen = JSONObject([
        ("path", .string(String(handshake.path))), ("address", .string(peer.ipAddress)),
        ("agent", .string(handshake.fields["user-agent"] ?? "")),
      ])
      return .accepted(session: Session(logbook), owner: nil, lifetime: nil, payload: seen)
    default:
      let owner = (payload?["user"]?.stringValue).map { user in
        SocketOwner(user: user, session: payload?["session"]?.stringValue) {
          payload?["wish"]?.stringValue != "end at once"
        }
      }
      return .accepted(session: Session(logbook), owner: owner, lifetime: nil, payload: nil)
    }
  }

  func run(_ request: GraphQLRequest, _ session: Session, _ outlet: SocketOutlet) async {
    let words = String(decoding: request.query ?? [], as: UTF8.self).split(separator: " ")
    switch words.first {
    case "hang": await hang(words.last.map(String.init) ?? "")
    case "errors": await outlet.errors(Array(#"[{"message":"no"}]"#.utf8))
    case "silent": break
    case "count":
      for number in 1...(words.last.flatMap { Int($0) } ?? 1) { await outlet.next(Array(String(number).utf8)) }
      await outlet.complete()
    case "stream":
      logbook.write("stream began")
      while !Task.isCancelled { await outlet.next(Array(repeating: 0x31, count: 100_000)) }
      logbook.write("stream ended")
    default:
      let size = words.last.flatMap { Int($0) } ?? 1
      await outlet.next(Array(repeating: 0x31, count: size))
      await outlet.complete()
    }
  }

  /// Waits until the task is cancelled.
  private func hang(_ name: String) async {
    logbook.write("\(name) began")
    try? await Task.sleep(for: .seconds(86_400))
    logbook.write("\(name) cancelled")
  }
}

/// What happened, to be waited for.
final class Logbook: Sendable {
  private struct Reader {
    let line: String
    let count: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var counts: [String: Int] = [:]
    var readers: [Reader] = []
  }

  private let state = Mutex(State())

  func write(_ line: String) {
    let ready = state.withLock { state in
      let count = (state.counts[line] ?? 0) + 1
      state.counts[line] = count
      let ready = state.readers.filter { $0.line == line && $0.count <= count }
      state.readers.removeAll { $0.line == line && $0.count <= count }
      return ready
    }
    for reader in ready { reader.continuation.resume() }
  }

  /// Returns when a line has been written so often.
  func wait(for line: String, count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.counts[line] ?? 0 >= count { return true }
        state.readers.append(Reader(line: line, count: count, continuation: continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
  }
}

import GraphQLJSON
import OutboundHTTP
import Synchronization

/// A collector in memory. It answers as it is told, one after the other, and from then on as the last time.
final class ScriptedCollector: HTTPFetcher {
  enum Answer: Sendable {
    case status(Int, fields: [String: String] = [:], body: String = "{}")
    case fails(OutboundError)
    /// Says nothing until it is asked no longer.
    case hangs
  }

  private struct State {
    var answers: [Answer]
    var requests: [OutboundRequest] = []
  }

  private let state: Mutex<State>
  private let arrivals = AsyncStream.makeStream(of: Void.self)

  init(_ answers: Answer...) { state = Mutex(State(answers: answers)) }

  /// What it was asked so far.
  var requests: [OutboundRequest] { state.withLock { $0.requests } }
  /// The names of the spans of each request.
  var batches: [[String]] { requests.map { Self.names(in: $0.body) } }

  func answer(by answers: Answer...) { state.withLock { $0.answers = answers } }

  /// Returns when it was asked so often in all.
  func wait(forRequests count: Int) async {
    for await _ in arrivals.stream where requests.count >= count { return }
  }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    let answer = state.withLock { state in
      state.requests.append(request)
      return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
    }
    arrivals.continuation.yield()
    switch answer {
    case .status(let status, let fields, let body):
      return OutboundResponse(status: status, body: Array(body.utf8), fields: fields.map { ($0.key, $0.value) })
    case .fails(let error): throw error
    case .hangs:
      try? await Task.sleep(for: request.timeout ?? .seconds(3_600))
      throw .timeout
    }
  }

  private static func names(in body: [UInt8]) -> [String] {
    let resources = (try? JSONParser.parse(body))?.objectValue?["resourceSpans"]?.arrayValue
    let scopes = resources?.first?.objectValue?["scopeSpans"]?.arrayValue
    let spans = scopes?.first?.objectValue?["spans"]?.arrayValue ?? []
    return spans.compactMap { $0.objectValue?["name"]?.stringValue }
  }
}

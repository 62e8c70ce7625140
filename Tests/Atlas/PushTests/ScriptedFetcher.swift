import OutboundHTTP
import Synchronization

/// Answers as a test wants, and remembers what was asked.
final class ScriptedFetcher: HTTPFetcher {
  typealias Answer = @Sendable (OutboundRequest) async throws(OutboundError) -> OutboundResponse

  private let answer: Answer
  private let asked = Mutex<[OutboundRequest]>([])

  init(_ answer: @escaping Answer) { self.answer = answer }

  convenience init(status: Int, body: String = "", fields: [(name: String, value: String)] = []) {
    self.init { _ throws(OutboundError) in OutboundResponse(status: status, body: Array(body.utf8), fields: fields) }
  }

  var requests: [OutboundRequest] { asked.withLock { $0 } }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    asked.withLock { $0.append(request) }
    return try await answer(request)
  }
}

extension OutboundRequest {
  /// The value of a field.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  var text: String { String(decoding: body, as: UTF8.self) }
}

import LanguageModels
import Synchronization

/// A model that says what the test wrote, in turn, and keeps what it was asked.
final class ScriptedModel: LanguageModel {
  let name = "scripted"
  private let state: Mutex<(replies: [Result<String, ModelFailure>], requests: [ModelRequest])>

  init(_ replies: [Result<String, ModelFailure>]) { state = Mutex((replies, [])) }

  var requests: [ModelRequest] { state.withLock { $0.requests } }

  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let reply = state.withLock { state -> Result<String, ModelFailure> in
      state.requests.append(request)
      return state.replies.isEmpty ? .failure(.unavailable) : state.replies.removeFirst()
    }
    let text = try reply.get()
    try await receive(text)
    return ModelReply(text: text, promptTokens: 1, completionTokens: 1)
  }
}

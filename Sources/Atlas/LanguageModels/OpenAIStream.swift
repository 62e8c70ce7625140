import GraphQLJSON

/// The chunks of a chat completion.
///
/// The answer is whole with its reason to stop, or with `[DONE]`, which some servers leave out; how much it took comes
/// between them.
struct OpenAIStream: ProviderStream {
  private(set) var ending = StreamEnding()

  mutating func read(_ event: ServerSentEvent) throws(ModelFailure) -> StreamPiece {
    if event.data.elementsEqual("[DONE]".utf8) {
      (ending.isWhole, ending.isOver) = (true, true)
      return .nothing
    }
    let chunk = try event.object()
    if let error = chunk["error"], !error.isNull { throw Self.failure(error.objectValue) }
    if let usage = chunk.object("usage") {
      ending.promptTokens = usage.tokens("prompt_tokens")
      ending.completionTokens = usage.tokens("completion_tokens")
    }
    guard let choice = chunk["choices"]?.arrayValue?.first?.objectValue else { return .nothing }
    if let reason = choice.string("finish_reason") { finish(reason) }
    return piece(of: choice.object("delta"))
  }

  private mutating func piece(of delta: JSONObject?) -> StreamPiece {
    // The words of a refusal are no answer.
    if let refusal = delta?.string("refusal"), !refusal.isEmpty { ending.stop = .refused }
    let piece = StreamPiece(delta?.string("content"))
    guard piece == .nothing else { return piece }
    let thought = delta?.string("reasoning_content") ?? delta?.string("reasoning") ?? ""
    return thought.isEmpty ? .nothing : .thought
  }

  private mutating func finish(_ reason: String) {
    ending.isWhole = true
    switch reason {
    case "length": ending.stop = .length
    case "content_filter": ending.stop = .refused
    default: break
    }
  }

  private static func failure(_ error: JSONObject?) -> ModelFailure {
    let isLimit = error?.string("code") == "rate_limit_exceeded" || error?["code"] == .number("429")
    return isLimit ? .overloaded(retryAfter: nil) : .unavailable
  }
}

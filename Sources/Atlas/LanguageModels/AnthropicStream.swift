import GraphQLJSON

/// The events of the Messages API. Each says in its data what it is; kinds that are yet to come say nothing to us.
struct AnthropicStream: ProviderStream {
  /// Whether the text is what a tool is called with.
  let callsTool: Bool
  private(set) var ending = StreamEnding()

  init(callsTool: Bool) { self.callsTool = callsTool }

  mutating func read(_ event: ServerSentEvent) throws(ModelFailure) -> StreamPiece {
    let message = try event.object()
    switch message.string("type") {
    case "message_start": count(message.object("message")?.object("usage"))
    case "content_block_delta": return piece(of: message.object("delta"))
    case "message_delta":
      if let reason = message.object("delta")?.string("stop_reason") { ending.stop = Self.stop(reason) }
      count(message.object("usage"))
    case "message_stop": (ending.isWhole, ending.isOver) = (true, true)
    case "error": throw Self.failure(message.object("error")?.string("type"))
    case nil: throw .malformed
    default: break
    }
    return .nothing
  }

  private func piece(of delta: JSONObject?) -> StreamPiece {
    switch delta?.string("type") {
    case "text_delta" where !callsTool: StreamPiece(delta?.string("text"))
    case "input_json_delta" where callsTool: StreamPiece(delta?.string("partial_json"))
    case "thinking_delta", "text_delta": .thought
    default: .nothing
    }
  }

  /// What is counted at the end is the sum of everything.
  private mutating func count(_ usage: JSONObject?) {
    ending.promptTokens = usage?.tokens("input_tokens") ?? ending.promptTokens
    ending.completionTokens = usage?.tokens("output_tokens") ?? ending.completionTokens
  }

  private static func stop(_ reason: String) -> ModelReply.Stop {
    switch reason {
    case "max_tokens", "model_context_window_exceeded": .length
    case "refusal": .refused
    default: .finished
    }
  }

  /// The errors of the API, which would be statuses if the answer had not begun.
  private static func failure(_ type: String?) -> ModelFailure {
    switch type {
    case "overloaded_error", "rate_limit_error": .overloaded(retryAfter: nil)
    case "timeout_error": .timeout
    case "invalid_request_error": .refused(status: 400)
    case "authentication_error": .refused(status: 401)
    case "permission_error": .refused(status: 403)
    case "not_found_error": .refused(status: 404)
    default: .unavailable
    }
  }
}

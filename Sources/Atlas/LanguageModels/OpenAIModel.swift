import GraphQLJSON
public import OutboundHTTP

/// Chat completions, streamed: OpenAI's, and those of the many servers that speak like it.
public struct OpenAIModel: LanguageModel {
  public let name: String
  private let url: OutboundURL
  private let key: APIKey?
  private let exchange: ModelExchange
  /// OpenAI's newer models know neither the temperature nor the older name of the limit; other servers know only that.
  private let isOpenAI: Bool

  /// Nil where the address becomes too long.
  ///
  /// - Parameters:
  ///   - baseURL: what comes before `/chat/completions`: `https://api.openai.com/v1`.
  ///   - key: nil for a server that asks for none.
  public init?(
    baseURL: OutboundURL, key: APIKey?, model: String, fetcher: any HTTPFetcher, limits: ModelLimits = ModelLimits(),
    clock: ModelClock = .system
  ) {
    guard let url = baseURL.appending("/chat/completions") else { return nil }
    name = model
    self.url = url
    self.key = key
    exchange = ModelExchange(fetcher: fetcher, limits: limits, clock: clock)
    isOpenAI = baseURL.host.lowercased() == "api.openai.com"
  }

  public func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    var outbound = OutboundRequest(
      .post, url,
      fields: [("Content-Type", "application/json"), ("Accept", "text/event-stream"), ("User-Agent", "atlas")],
      body: JSONValue.object(body(of: request)).serialized())
    if let key { outbound.fields.append(("Authorization", "Bearer \(key.text)")) }
    return try await exchange.reply(to: request, as: outbound, read: OpenAIStream(), receiving: receive)
  }

  private func body(of request: ModelRequest) -> JSONObject {
    let system: JSONValue = .object(["role": .string("system"), "content": .string(request.system)])
    var body: JSONObject = [
      "model": .string(name), "stream": .boolean(true),
      "stream_options": .object(["include_usage": .boolean(true)]),
      "messages": .array((request.system.isEmpty ? [] : [system]) + request.messages.map(\.json)),
      isOpenAI ? "max_completion_tokens" : "max_tokens": .integer(request.maximumTokens),
    ]
    if !isOpenAI, request.temperature.isFinite { body["temperature"] = .number("\(request.temperature)") }
    if let schema = request.schema {
      let format: JSONObject = ["name": .string("answer"), "schema": schema, "strict": .boolean(true)]
      body["response_format"] = .object(["type": .string("json_schema"), "json_schema": .object(format)])
    }
    return body
  }
}

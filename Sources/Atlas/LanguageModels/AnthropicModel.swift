import GraphQLJSON
public import OutboundHTTP

/// The Messages API of Anthropic, streamed.
///
/// A schema is the input of a tool that the model has to call: its arguments are the text then. No temperature is sent:
/// newer models refuse a request that has one.
public struct AnthropicModel: LanguageModel {
  public let name: String
  private let url: OutboundURL
  private let key: APIKey
  private let exchange: ModelExchange

  private static let version = "2023-06-01"
  private static let tool = "answer"

  /// Nil where the address becomes too long.
  ///
  /// - Parameter baseURL: what comes before `/v1/messages`.
  public init?(
    baseURL: OutboundURL, key: APIKey, model: String, fetcher: any HTTPFetcher, limits: ModelLimits = ModelLimits(),
    clock: ModelClock = .system
  ) {
    guard let url = baseURL.appending("/v1/messages") else { return nil }
    name = model
    self.url = url
    self.key = key
    exchange = ModelExchange(fetcher: fetcher, limits: limits, clock: clock)
  }

  public func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let outbound = OutboundRequest(
      .post, url,
      fields: [
        ("Content-Type", "application/json"), ("Accept", "text/event-stream"), ("User-Agent", "atlas"),
        ("anthropic-version", Self.version), ("x-api-key", key.text),
      ], body: JSONValue.object(body(of: request)).serialized())
    let stream = AnthropicStream(callsTool: request.schema != nil)
    return try await exchange.reply(to: request, as: outbound, read: stream, receiving: receive)
  }

  private func body(of request: ModelRequest) -> JSONObject {
    var body: JSONObject = [
      "model": .string(name), "max_tokens": .integer(request.maximumTokens), "stream": .boolean(true),
      "messages": .array(request.messages.map(\.json)),
    ]
    if !request.system.isEmpty { body["system"] = .string(request.system) }
    if let schema = request.schema {
      let tool: JSONObject = [
        "name": .string(Self.tool), "description": .string("Takes the answer."), "input_schema": schema,
      ]
      body["tools"] = .array([.object(tool)])
      body["tool_choice"] = .object(["type": .string("tool"), "name": .string(Self.tool)])
    }
    return body
  }
}

extension ModelRequest.Message {
  /// As both protocols write it.
  var json: JSONValue { .object(["role": .string(role.rawValue), "content": .string(text)]) }
}

import GraphQLJSON
import OutboundHTTP
import Testing

@testable import LanguageModels

@Suite("What models are asked")
struct ModelRequestTests {
  private func body(_ provider: Provider, at base: String = "http://127.0.0.1:1", schema: JSONValue? = nil) async throws
    -> JSONObject
  {
    let fetcher = PieceFetcher(provider.stream(["a"]))
    _ = try await provider.model(at: base, fetcher).ask(schema: schema)
    let request = try #require(fetcher.requests.first)
    return try #require(try JSONParser.parse(request.body).objectValue)
  }

  private let schema: JSONValue = .object(["type": .string("object")])

  @Test("the Messages API gets its instructions apart, and no temperature")
  func anthropic() async throws {
    let body = try await body(.anthropic)
    #expect(body["system"] == .string("Be short.") && body["model"] == .string("test"))
    #expect(body["max_tokens"] == .number("100") && body["stream"] == .boolean(true))
    #expect(body["temperature"] == nil && body["tools"] == nil)
    #expect(body["messages"]?.arrayValue?.count == 1)
  }

  @Test("with a schema the Messages API must call a tool, and what it is called with is the text")
  func tool() async throws {
    let provider = Provider.anthropic
    func delta(_ text: String) -> String {
      let json = String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
      return provider.event(
        #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":\#(json)}}"#)
    }
    let fetcher = PieceFetcher(
      provider.beginning + provider.words("Let me call it.") + delta("") + delta(#"{"a""#) + delta(":1}")
        + provider.end("tool_use"))
    let heard = Heard()
    let reply = try await provider.model(fetcher).ask(heard, schema: schema)
    #expect(reply.text == #"{"a":1}"# && reply.stop == .finished && heard.text == reply.text)
    let request = try #require(fetcher.requests.first)
    let body = try #require(try JSONParser.parse(request.body).objectValue)
    #expect(body["tools"]?.arrayValue?.first?.objectValue?["input_schema"] == schema)
    #expect(body["tool_choice"] == .object(["type": .string("tool"), "name": .string("answer")]))
  }

  @Test("chat completions get their instructions as the first message, and are asked for a count of tokens")
  func openAI() async throws {
    let body = try await body(.openAI)
    let messages = try #require(body["messages"]?.arrayValue)
    #expect(messages.first == .object(["role": .string("system"), "content": .string("Be short.")]))
    #expect(messages.count == 2 && body["max_tokens"] == .number("100") && body["temperature"] == .number("0.2"))
    #expect(body["stream_options"] == .object(["include_usage": .boolean(true)]) && body["response_format"] == nil)
  }

  @Test("OpenAI itself gets the newer name of the limit, and no temperature")
  func itself() async throws {
    let body = try await body(.openAI, at: "https://API.openai.com/v1")
    #expect(body["max_completion_tokens"] == .number("100") && body["max_tokens"] == nil && body["temperature"] == nil)
  }

  @Test("with a schema chat completions are asked for JSON that fits it")
  func format() async throws {
    let format = try await body(.openAI, schema: schema)["response_format"]?.objectValue
    #expect(format?["type"] == .string("json_schema") && format?["json_schema"]?.objectValue?["schema"] == schema)
  }

  @Test("keys stand in no description of anything", arguments: Provider.allCases)
  func secrecy(provider: Provider) async throws {
    let key = try #require(APIKey(Provider.key))
    let model = try provider.model(PieceFetcher(""))
    var dumped = ""
    dump((key, model), to: &dumped)
    dumped += "\(key) \(String(reflecting: key)) \(model) \(String(reflecting: model))"
    #expect(!dumped.contains(Provider.key) && dumped.contains("(a key)"))
    let body = #"{"error":{"message":"the key \#(Provider.key) is wrong","prompt":"secret prompt"}}"#
    for status in [400, 401, 429, 500] {
      let fetcher = PieceFetcher([Array(body.utf8)], status: status)
      do {
        _ = try await provider.model(fetcher).ask()
        Issue.record("\(status) was taken")
      } catch {
        let text = "\(error) \(String(reflecting: error))"
        #expect(!text.contains(Provider.key) && !text.contains("secret prompt"))
      }
    }
  }

  @Test("what cannot stand in a header field is no key")
  func keys() {
    for text in ["", "a b", "a\r\nX: y", "ä", String(repeating: "k", count: 4097)] { #expect(APIKey(text) == nil) }
    #expect(APIKey(String(repeating: "k", count: 4096)) != nil)
  }
}

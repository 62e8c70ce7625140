import GraphQLJSON
import Testing

@Suite struct GraphQLRequestTests {
  private func request(_ text: String) throws -> GraphQLRequest {
    try GraphQLRequest(parameters: try #require(try JSONParser.parse(text).objectValue))
  }

  @Test("parameters of other names are ignored and null equals absent")
  func lenient() throws {
    let request = try request(#"{"query":"{a}","id":7,"variables":null,"operationName":null,"extensions":null}"#)
    #expect(request == GraphQLRequest(query: Array("{a}".utf8)))
  }

  @Test("a missing query is refused unless a persisted one is named")
  func query() throws {
    #expect(throws: GraphQLRequestError(message: "The request has no \"query\"")) { try request("{}") }
    #expect(try request(#"{"extensions":{"persistedQuery":{}}}"#).query == nil)
    #expect(try request(#"{"documentId":"a"}"#) == GraphQLRequest(query: nil, documentId: "a"))
    #expect(throws: GraphQLRequestError(message: "The request has no \"query\"")) {
      try request(#"{"documentId":null,"extensions":{"persistedQuery":null}}"#)
    }
  }

  @Test("a parameter of the wrong type is named in the error")
  func types() {
    #expect(throws: GraphQLRequestError(message: "\"query\" must be a string")) { try request(#"{"query":1}"#) }
    #expect(throws: GraphQLRequestError(message: "\"documentId\" must be a string")) {
      try request(#"{"query":"{a}","documentId":1}"#)
    }
    #expect(throws: GraphQLRequestError(message: "\"variables\" must be a map")) {
      try request(#"{"query":"{a}","variables":[]}"#)
    }
  }
}

import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct GetRequestTests {
  private func get(_ query: String) throws(HTTPFault) -> GraphQLRequest? {
    try exchange("GET", "/graphql?\(query)", fields: [:], body: "").request
  }

  private func status(_ query: String) -> Int? {
    fault { () throws(HTTPFault) in try exchange("GET", "/graphql?\(query)", fields: [:], body: "") }?.status
  }

  @Test("[HTTP GET] all parameters are read from the URL")
  func complete() throws {
    let request = try get(
      "query=query+A(%24x%3AInt)%7Ba%7D&operationName=A&variables=%7B%22x%22%3A%22%C3%A9%22%7D"
        + "&extensions=%7B%7D&documentId=d&other=1")
    #expect(
      request
        == GraphQLRequest(
          query: Array("query A($x:Int){a}".utf8), documentId: "d", operationName: "A", variables: ["x": .string("é")]))
  }

  @Test("[HTTP GET empty] empty parameters equal absent ones")
  func empty() throws {
    let request = GraphQLRequest(query: Array("{a}".utf8))
    #expect(try get("query={a}&operationName=&variables=&extensions=&documentId=") == request)
    #expect(try get("query={a}&variables=null") == request)
  }

  @Test("[HTTP GET null] null is the name of an operation")
  func null() throws {
    #expect(try get("query={a}&operationName=null")?.operationName == "null")
  }

  @Test(
    "[HTTP GET 400] a malformed URL is 400",
    arguments: [
      "", "query=", "operationName=A", "documentId=", "query=%7", "query=%zz", "query=%ff", "query={a}&variables=[1]",
      "query={a}&variables=%22x%22", "query={a}&variables={", "query={a}&extensions=1", "query={a}&query={b}",
      "extensions=%7B%22persistedQuery%22%3Anull%7D",
    ])
  func malformed(query: String) {
    #expect(status(query) == 400)
  }

  @Test("[HTTP GET 400] a URL without a query string is 400")
  func noQueryString() {
    #expect(fault { () throws(HTTPFault) in try exchange("GET", "/graphql", body: "") }?.status == 400)
  }

  @Test("[APQ GET] a persisted document needs no text in the URL")
  func persisted() throws {
    #expect(try get("extensions=%7B%22persistedQuery%22%3A%7B%7D%7D")?.query == nil)
    #expect(try get("documentId=sha256%3Aab") == GraphQLRequest(query: nil, documentId: "sha256:ab"))
  }

  @Test("[HTTP 414] a target is allowed up to the limit and 414 beyond it")
  func targetLimit() throws {
    let target = "/graphql?query={a}"
    _ = try exchange("GET", target) { $0.targetBytesLimit = target.utf8.count }
    let fault = fault { () throws(HTTPFault) in
      try exchange("GET", target) { $0.targetBytesLimit = target.utf8.count - 1 }
    }
    #expect(fault?.status == 414)
  }

  @Test("[HTTP 405] a mutation by GET is 405 with Allow: POST, incremental or not, and a query is served")
  func mutation() throws {
    let exchange = try exchange("GET", "/graphql?query={a}", fields: ["Accept": "application/json, text/event-stream"])
    #expect(try exchange.format(for: .query) == .json)
    for operation in [GraphQLExchange.Operation.mutation, .incremental(isMutation: true)] {
      let fault = #expect(throws: HTTPFault.self) { try exchange.format(for: operation) }
      #expect(fault?.status == 405)
      #expect(fault?.fields["Allow"] == "POST")
    }
  }

  @Test("[HTTP 405] GET can be switched off")
  func off() {
    let fault = fault { () throws(HTTPFault) in try exchange("GET", "/graphql?query={a}") { $0.allowsGet = false } }
    #expect(fault?.status == 405)
    #expect(fault?.fields["Allow"] == "POST, OPTIONS")
  }
}

import GraphQLHTTP
import GraphQLJSON
import Testing

@Suite struct BatchTests {
  private func list(_ count: Int) -> String {
    "[" + Array(repeating: #"{"query":"{a}"}"#, count: count).joined(separator: ",") + "]"
  }

  private func fault(_ body: String, limit: Int) -> HTTPFault? {
    GraphQLHTTPTests.fault { () throws(HTTPFault) in try exchange(body: body) { $0.batchLimit = limit } }
  }

  @Test("[BATCH off] lists are refused unless they are switched on")
  func off() {
    #expect(HTTPSettings().batchLimit == 0)
    #expect(fault(list(1), limit: 0)?.status == 400)
  }

  @Test("[BATCH limit] a list is decoded up to the limit and refused beyond it by one error")
  func limits() throws {
    #expect(fault(list(3), limit: 3) == nil)
    let refused = try #require(fault(list(4), limit: 3))
    #expect(refused.status == 400)
    #expect(refused.response.value("errors")?.arrayValue?.count == 1)
  }

  @Test("[BATCH empty] an empty list is 400")
  func empty() {
    #expect(fault("[]", limit: 3)?.status == 400)
  }

  @Test("[BATCH members] a member that is no request fails alone and in its place, and the whole answer is 200")
  func members() throws {
    let body = #"[{"query":"{a}"},{"query":1},7,[],{"query":"{b}"}]"#
    let exchange = try exchange(body: body) { $0.batchLimit = 5 }
    guard case .batch(let members) = exchange.payload else {
      Issue.record("not a batch")
      return
    }
    #expect(members.map { (try? $0.get()) != nil } == [true, false, false, false, true])
    #expect(try members.last?.get().query == Array("{b}".utf8))
    #expect(exchange.responseHead(for: .requestError, in: exchange.batchFormat).status == 200)
  }

  @Test("[BATCH streams] a list cannot be answered by a stream")
  func streams() {
    let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "text/event-stream"]
    let fault = GraphQLHTTPTests.fault { () throws(HTTPFault) in
      try exchange(fields: fields, body: list(2)) { $0.batchLimit = 5 }
    }
    #expect(fault?.status == 406)
  }

  @Test("[BATCH members] a subscription is refused in a list, and what could be incremental is answered whole")
  func operations() throws {
    let fields: HTTPFields = [
      "Content-Type": "application/json", "Accept": "text/event-stream, multipart/mixed, application/json",
    ]
    let exchange = try exchange(fields: fields, body: list(2)) { $0.batchLimit = 5 }
    #expect(try exchange.format(for: .query) == .json)
    #expect(try exchange.format(for: .mutation) == .json)
    #expect(try exchange.format(for: .incremental(isMutation: false)) == .json)
    let fault = #expect(throws: HTTPFault.self) { try exchange.format(for: .subscription) }
    #expect(fault?.status == 400)
  }
}

import GraphQLHTTP
import Testing

@Suite struct BatchTests {
  private func list(_ count: Int) -> String {
    "[" + Array(repeating: #"{"query":"{a}"}"#, count: count).joined(separator: ",") + "]"
  }

  private func fault(_ body: String, limit: Int) -> HTTPFault? {
    GraphQLHTTPTests.fault { () throws(HTTPFault) in try exchange(body: body) { $0.batchLimit = limit } }
  }

  @Test("lists are refused unless they are switched on")
  func off() {
    #expect(fault(list(1), limit: 0)?.status == 400)
  }

  @Test("a list is decoded up to the limit and refused beyond it, and an empty one is refused")
  func limits() {
    #expect(fault(list(3), limit: 3) == nil)
    #expect(fault(list(4), limit: 3)?.status == 400)
    #expect(fault("[]", limit: 3)?.status == 400)
  }

  @Test("a member that is no request fails alone, and the whole answer is 200")
  func members() throws {
    let body = #"[{"query":"{a}"},{"query":1},7]"#
    let exchange = try exchange(body: body) { $0.batchLimit = 5 }
    guard case .batch(let members) = exchange.payload else {
      Issue.record("not a batch")
      return
    }
    #expect(members.map { (try? $0.get()) != nil } == [true, false, false])
    #expect(exchange.responseHead(for: .requestError, in: exchange.batchFormat).status == 200)
  }

  @Test("a list cannot be answered by a stream")
  func streams() {
    let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "text/event-stream"]
    let fault = GraphQLHTTPTests.fault { () throws(HTTPFault) in
      try exchange(fields: fields, body: list(2)) { $0.batchLimit = 5 }
    }
    #expect(fault?.status == 406)
  }
}

import GraphQLHTTP
import GraphQLServing
import Testing

@Suite("Lists of requests")
struct ListTests {
  private func endpoint() throws -> TestEndpoint { try TestEndpoint { $0.http.batchLimit = 4 } }

  @Test("a list is answered by a list in the same order, and each member fails alone")
  func members() async throws {
    let response = try await endpoint().post(
      #"[{"query":"{hello}"},{"query":"{"},7,{"query":"subscription{count(to:1)}"}]"#)
    #expect(response.status == 200)
    #expect(response.body.hasPrefix(#"[{"data":{"hello":"world"}},{"errors":"#))
    #expect(response.body.components(of: "\"errors\"") == 3)
    #expect(response.body.contains("A subscription cannot be part of a list"))
  }

  @Test("a member finds what those before it have done, and the last answer speaks for the list")
  func order() async throws {
    let response = try await endpoint().post(
      #"[{"query":"{changes}"},{"query":"mutation{change}"},{"query":"mutation{change}"},{"query":"{changes}"}]"#)
    #expect(
      response.body
        == #"[{"data":{"changes":0}},{"data":{"change":1}},{"data":{"change":2}},{"data":{"changes":2}}]"#)
    #expect(response.fields["test-changes"] == "2")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while let place = rest.firstRange(of: text) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}

import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Testing

@testable import AtlasServer

@Suite("Cache-Control, ETag and 304")
struct HTTPCachingTests {
  private static let target = "/graphql?query=%7Bdiagram(id:1)%7Btitle%7D%7D"

  private func get(_ target: String = target, token: String? = nil, ifNoneMatch: String? = nil) -> HTTPRequestHead {
    var fields: HTTPFields = ["Accept": "application/graphql-response+json"]
    if let token { fields.append("Authorization", "Bearer \(token)") }
    if let ifNoneMatch { fields.append("If-None-Match", ifNoneMatch) }
    return HTTPRequestHead(method: "GET", target: target, fields: fields)
  }

  private func seconds(_ response: TestResponse) -> Int? {
    response.fields["cache-control"]?.split(separator: ",").first.flatMap { Int($0.dropFirst("max-age=".count)) }
  }

  @Test("a visitor's answer is public, for as long as the schema says, and depends on Authorization")
  func visitor() async throws {
    try await withInstance { instance in
      let response = try await instance.respond(get())
      #expect(response.status == 200)
      #expect(response.fields["cache-control"]?.hasSuffix(", public") == true)
      #expect((seconds(response) ?? 0) > 3000)
      #expect(response.fields["vary"] == "Accept, Authorization")
      #expect(response.fields["etag"]?.hasPrefix("W/\"") == true)
    }
  }

  @Test("a viewer's answer is private")
  func viewer() async throws {
    try await withInstance { instance in
      let response = try await instance.respond(get(token: try await instance.signIn(.learner)))
      #expect(response.fields["cache-control"]?.hasSuffix(", private") == true)
      #expect(response.fields["vary"] == "Accept, Authorization")
    }
  }

  @Test("a client that has the answer gets 304, and the whole answer when it has changed")
  func notModified() async throws {
    try await withInstance { instance in
      let tag = try #require(try await instance.respond(get()).fields["etag"])
      let known = try await instance.respond(get(ifNoneMatch: tag))
      #expect(known.status == 304)
      #expect(known.body == .null)
      #expect(known.fields["etag"] == tag)
      let other = try await instance.respond(get(ifNoneMatch: "W/\"0\""))
      #expect(other.status == 200)
      #expect(other["data.diagram.title"] != nil)
    }
  }

  @Test("answers to POST, answers with errors and what has no time are not to be kept")
  func noStore() async throws {
    try await withInstance { instance in
      let post = try await instance.query("{ diagram(id: 1) { title } }")
      let missing = try await instance.respond(get("/graphql?query=%7Bdiagram(id:999999)%7Btitle%7D%7D"))
      let open = try await instance.respond(get("/graphql?query=%7Bviewer%7Bid%7D%7D"))
      for response in [post, missing, open] {
        #expect(response.fields["cache-control"] == "no-store", "\(response)")
        #expect(response.fields["etag"] == nil)
      }
    }
  }
}

import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import Synchronization
import Testing

/// An endpoint of the test application, spoken to in memory.
struct TestEndpoint {
  let application: TestApplication
  let endpoint: GraphQLEndpoint<TestApplication>

  init(_ change: (inout EndpointSettings) -> Void = { _ in }) throws {
    application = try TestApplication()
    var settings = EndpointSettings()
    change(&settings)
    endpoint = GraphQLEndpoint(application, settings: settings)
  }

  static let peer = HTTPPeer(ipAddress: "192.0.2.1")

  func answer(_ head: HTTPRequestHead, _ body: String = "") async -> HTTPAnswer {
    await endpoint.respond(head, body: Array(body.utf8), peer: Self.peer)
  }

  /// The answer to a request that is no stream.
  func respond(_ head: HTTPRequestHead, _ body: String = "") async throws -> TestResponse {
    guard case .complete(let response) = await answer(head, body) else { throw UnexpectedStream() }
    return TestResponse(
      status: response.head.status, fields: response.head.fields, body: String(decoding: response.body, as: UTF8.self))
  }

  func post(
    _ body: String, accept: String = "application/json", fields: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await respond(Self.post(accept, fields), body)
  }

  /// Sends a document.
  func query(_ text: String, accept: String = "application/json") async throws -> TestResponse {
    try await post(Self.body(text), accept: accept)
  }

  /// All pieces of a stream that ends.
  func stream(_ text: String, accept: String) async throws -> (head: HTTPResponseHead, pieces: [String]) {
    guard case .stream(let head, let produce) = await answer(Self.post(accept), Self.body(text)) else {
      throw UnexpectedStream()
    }
    let writer = Pieces()
    try await produce(writer)
    return (head, writer.all)
  }

  static func post(_ accept: String, _ fields: HTTPFields = [:]) -> HTTPRequestHead {
    let usual: HTTPFields = ["Content-Type": "application/json", "Accept": accept]
    return HTTPRequestHead(method: "POST", target: "/graphql", fields: HTTPFields(usual.all + fields.all))
  }

  static func body(_ text: String) -> String {
    String(decoding: JSONValue.object(["query": .string(text)]).serialized(), as: UTF8.self)
  }
}

struct TestResponse {
  let status: Int
  let fields: HTTPFields
  let body: String
}

/// A stream where a whole answer was expected, or the other way round.
struct UnexpectedStream: Error {}

/// Keeps what is written; says so to a reader that waits.
final class Pieces: HTTPBodyWriter {
  private let pieces = Mutex<[String]>([])
  private let (arrivals, arrival) = AsyncStream.makeStream(of: String.self)

  var all: [String] { pieces.withLock { $0 } }

  func write(_ bytes: [UInt8]) async throws {
    try Task.checkCancellation()
    let text = String(decoding: bytes, as: UTF8.self)
    pieces.withLock { $0.append(text) }
    arrival.yield(text)
  }

  /// Waits for a number of pieces.
  func first(_ count: Int) async -> [String] {
    var found: [String] = []
    for await piece in arrivals {
      found.append(piece)
      if found.count == count { break }
    }
    return found
  }
}

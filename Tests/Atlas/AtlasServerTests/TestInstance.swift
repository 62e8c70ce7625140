import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Logging
import Seeding
import Testing

@testable import AtlasServer

/// An application over a database of its own, spoken to in memory through the same router that a socket would reach.
struct TestInstance: Sendable {
  let application: AtlasApplication
  let health: HealthState
  private let router: HTTPRouter

  init(_ application: AtlasApplication) {
    self.application = application
    health = HealthState()
    router = HTTPRouter(
      endpoint: application.endpoint, pages: StaticPages([]), files: application.fileRoutes, health: health,
      schemaSource: [], metrics: application.publicMetrics)
  }

  static let peer = HTTPPeer(ipAddress: "192.0.2.1")

  /// What a request is answered with; a stream is not begun.
  func answer(_ head: HTTPRequestHead, _ body: [UInt8] = []) async -> HTTPAnswer {
    await router.respond(head, body: body, peer: Self.peer)
  }

  /// The complete answer to a request.
  func respond(_ head: HTTPRequestHead, _ body: [UInt8] = []) async throws -> TestResponse {
    guard case .complete(let response) = await answer(head, body) else { throw TestFailure("a stream was answered") }
    let json = try? JSONParser.parse(response.body)
    return TestResponse(status: response.head.status, fields: response.head.fields, body: json ?? .null)
  }

  /// Posts a body as a client of today does.
  func post(_ body: [UInt8], token: String? = nil) async throws -> TestResponse {
    try await respond(Self.head(token: token), body)
  }

  /// Runs an operation.
  @discardableResult
  func query(_ text: String, _ variables: JSONObject = [:], token: String? = nil) async throws -> TestResponse {
    try await post(Self.body(text, variables), token: token)
  }

  /// The access token of a demo account.
  func signIn(_ account: DemoAccount) async throws -> String {
    try await signIn("\(account.rawValue)@atlas.example", DemoSeeder.password)
  }

  func signIn(_ email: String, _ password: String) async throws -> String {
    let text = """
      mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { accessToken } }
      """
    let response = try await query(text, ["email": .string(email), "password": .string(password)])
    return try #require(response["data.login.accessToken"]?.stringValue, "\(response)")
  }

  /// A new account without any history.
  func register(_ name: String) async throws -> String {
    let text = "mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }"
    let input: JSONObject = [
      "email": .string("\(name)@people.example"), "password": .string("a long enough password"),
      "firstName": .string(name),
    ]
    let response = try await query(text, ["input": .object(input)])
    return try #require(response["data.register.accessToken"]?.stringValue, "\(response)")
  }

  static func head(token: String? = nil, accept: String = "application/graphql-response+json") -> HTTPRequestHead {
    var fields: HTTPFields = ["Content-Type": "application/json", "Accept": accept]
    if let token { fields.append("Authorization", "Bearer \(token)") }
    return HTTPRequestHead(method: "POST", target: "/graphql", fields: fields)
  }

  static func body(_ text: String, _ variables: JSONObject = [:]) -> [UInt8] {
    var object: JSONObject = ["query": .string(text)]
    if !variables.isEmpty { object.append(key: "variables", value: .object(variables)) }
    return JSONValue.object(object).serialized()
  }
}

/// Runs a test on an application with the demo content, over a database of its own.
func withInstance<Value>(
  _ change: (inout AtlasConfiguration) -> Void = { _ in }, logger: Logger = .silent,
  _ body: (TestInstance) async throws -> Value
) async throws -> Value {
  var (configuration, drop) = try await TestServer.makeConfiguration()
  change(&configuration)
  let result: Result<Value, any Error>
  do {
    let application = try await AtlasApplication.start(configuration, logger: logger)
    do {
      result = .success(try await body(TestInstance(application)))
    } catch {
      result = .failure(error)
    }
    await application.stop()
  } catch {
    await drop()
    throw error
  }
  await drop()
  return try result.get()
}

/// Two applications over one database, each with its relay behind its first reading.
func withTwoInstances(
  _ change: (inout AtlasConfiguration) -> Void = { _ in }, _ body: (TestInstance, TestInstance) async throws -> Void
) async throws {
  var (configuration, drop) = try await TestServer.makeConfiguration()
  change(&configuration)
  let applications = [
    try await AtlasApplication.start(configuration, logger: .silent),
    try await AtlasApplication.start(configuration, logger: .silent),
  ]
  let relays = applications.map { application in Task { await application.run() } }
  do {
    // The first reading is over when a subscription is open.
    for application in applications { _ = try await application.events.events(topic: "nothing") }
    try await body(TestInstance(applications[0]), TestInstance(applications[1]))
  } catch {
    Issue.record(error)
  }
  for relay in relays { relay.cancel() }
  for relay in relays { await relay.value }
  for application in applications { await application.stop() }
  await drop()
}

/// An answer, as far as tests look at it.
struct TestResponse: Sendable, CustomStringConvertible {
  let status: Int
  let fields: HTTPFields
  let body: JSONValue

  var description: String { "\(status) \(String(decoding: body.serialized(), as: UTF8.self))" }

  /// The value at a path such as `data.diagrams.0.title`.
  subscript(path: String) -> JSONValue? { body.at(path) }

  /// The code of the first error.
  var code: String? { body.at("errors.0.extensions.code")?.stringValue }

  func text(_ path: String) -> String? { body.at(path)?.stringValue }

  func integer(_ path: String) -> Int? {
    if case .number(let text)? = body.at(path) { Int(text) } else { nil }
  }

  /// The texts of one member of all objects of a list.
  func texts(_ path: String, _ member: String) -> [String] {
    (body.at(path)?.arrayValue ?? []).compactMap { $0.at(member)?.stringValue }
  }
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension JSONValue {
  /// The value at a path of keys and positions, joined with dots.
  func at(_ path: String) -> JSONValue? {
    var value = self
    for step in path.split(separator: ".") {
      switch value {
      case .object(let object):
        guard let member = object[String(step)] else { return nil }
        value = member
      case .array(let elements):
        guard let position = Int(step), elements.indices.contains(position) else { return nil }
        value = elements[position]
      default: return nil
      }
    }
    return value
  }
}

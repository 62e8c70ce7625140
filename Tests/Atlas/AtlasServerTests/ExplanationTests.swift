import AtlasAPI
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("extensions.explain: how an answer came about")
struct ExplanationTests {
  @Test(
    "the statements that are told are those that really ran",
    arguments: [
      "diagramList", "diagramDeep", "learner", "nodes", "studyGroup", "completeDiagram", "idempotentStudyGroup",
      "labsConnection", "search", "metricsRange", "sendGroupMessage", "learningPath",
    ])
  func statements(name: String) async throws {
    let golden = GoldenOperation(name: name)
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let response = try await instance.explain(
        try #require(golden.text("graphql")), golden.variables(), token: token)
      #expect(response["errors"] == nil, "\(response)")
      let explanation = try Explanation(response)
      let told = explanation.statements.map { "-- \($0.name)\n\($0.sql);\n" }.joined(separator: "\n")
      #expect(told.replacing(#/-- (.*)\n\1;/#, with: { "\($0.output.1);" }) == golden.text("sql"))
      #expect(explanation.statements.allSatisfy { $0.rows != nil && $0.error == nil && $0.server == "primary" })
      explanation.checkTimes()
      explanation.checkCost()
    }
  }

  @Test("a field of many objects is one step, and its loader tells how many it spared")
  func batches() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let response = try await instance.explain(
        "{ diagrams(filter: {limit: 20}) { title author { profile { displayName } } completionCount } }", token: token)
      let explanation = try Explanation(response)
      let counts = Dictionary(explanation.fields.map { ($0.path, $0.parents) }) { $0 + $1 * 1_000 }
      #expect(counts["diagrams"] == 1)
      #expect(counts["diagrams.author"] == 20)
      #expect(counts["diagrams.completionCount"] == 20)
      #expect(explanation.fields.contains { $0.coordinate == "Diagram.author" })
      let authors = try #require(response["extensions.explain.loaders.0"])
      #expect(authors.at("type") == .string("User"))
      #expect(authors.at("asked") == .integer(20))
      #expect(explanation.cost["Query.diagrams"] != nil)
    }
  }

  @Test("in production administrators who signed in are told; the wish of all others is ignored")
  func production() async throws {
    try await withInstance {
      $0.environment = .production
    } _: { instance in
      let text = "{ diagram(id: 1) { title } }"
      for account in [DemoAccount.learner, .creator, .instructor] {
        let response = try await instance.explain(text, token: try await instance.signIn(account))
        #expect(response["data.diagram.title"] != nil)
        #expect(response["extensions.explain"] == nil)
      }
      #expect(try await instance.explain(text)["extensions.explain"] == nil)
      #expect(try await instance.explain("{ nothing }")["extensions.explain"] == nil)
      let admin = try await instance.signIn(.admin)
      let response = try await instance.explain(text, token: admin)
      #expect(try Explanation(response).statements.map(\.name) == ["catalog.diagramsByID"])
      #expect(try await instance.query(text, token: admin)["extensions.explain"] == nil)
    }
  }

  @Test("values are told nowhere, neither those that a client sends nor those that are found")
  func values() async throws {
    try await withInstance { instance in
      let secret = "a-word-that-nobody-else-says"
      let response = try await instance.explain(
        "query ($q: String!) { search(query: $q) { totalCount } diagram(id: 1) { title } }", ["q": .string(secret)],
        token: try await instance.signIn(.learner))
      let told = String(decoding: try #require(response["extensions.explain"]).serialized(), as: UTF8.self)
      let title = try #require(response.text("data.diagram.title"), "\(response)")
      #expect(!told.contains(secret))
      #expect(!told.contains(title))
      #expect(told.contains("$1"))
    }
  }

  @Test("an explained answer comes from no cache and goes into none")
  func caches() async throws {
    try await withInstance { instance in
      let text = "{ diagrams { title } }"
      for _ in 0..<2 {
        let response = try await instance.explain(text)
        #expect(try Explanation(response).statements.count == 1)
      }
      let log = StatementLog()
      try await StatementLog.$current.withValue(log) { _ = try await instance.query(text) }
      #expect(log.entries.map(\.name) == ["catalog.diagrams"])
      #expect(try Explanation(try await instance.explain(text)).statements.count == 1)
      #expect(try await instance.query(text)["extensions.explain"] == nil)
    }
  }

  @Test("an explained answer costs what it costs")
  func charged() async throws {
    try await withInstance {
      ($0.limits.requestsPerMinute, $0.limits.points, $0.limits.pointsPerSecond) = (0, 100, 0.001)
    } _: { instance in
      let asked = "{ diagrams(filter: {limit: 20}) { title author { id } } }"
      let first = try await instance.explain(asked)
      let points = try Explanation(first).points
      #expect(first.integer("extensions.cost.requested") == points)
      let second = try await instance.explain(asked)
      let remaining = [first, second].compactMap { $0.integer("extensions.cost.remaining") }
      #expect(remaining.count == 2)
      #expect(remaining.first.map { $0 - points } == remaining.last)
    }
  }

  @Test("a GET that is explained may not be kept on the way")
  func get() async throws {
    try await withInstance { instance in
      let fields: HTTPFields = ["Accept": "application/json"]
      let target = "/graphql?query=%7Bdiagram(id:1)%7Btitle%7D%7D"
      let kept = try await instance.respond(HTTPRequestHead(method: "GET", target: target, fields: fields))
      #expect(kept.fields["etag"] != nil)
      let explained = try await instance.respond(
        HTTPRequestHead(
          method: "GET", target: target + "&extensions=%7B%22explain%22%3Atrue%7D", fields: fields))
      #expect(explained.fields["etag"] == nil)
      #expect(explained.fields["cache-control"] == "no-store")
      #expect(explained["extensions.explain"] != nil)
    }
  }

  @Test("a statement that fails tells so")
  func failure() async throws {
    try await withInstance { instance in
      try await instance.change("alter table diagrams rename column title to heading")
      let response = try await instance.explain("{ diagrams { title } }")
      #expect(response["errors"] != nil)
      #expect(try Explanation(response).statements.map(\.error) == ["42703"])
    }
  }

  @Test("a statement that is stopped because the time is up tells so")
  func stopped() async throws {
    try await withInstance {
      $0.requestTimeout = .milliseconds(300)
    } _: { instance in
      try await instance.application.database.transaction(deadline: .now + .seconds(30)) { transaction in
        try await transaction.write("lock table diagrams in access exclusive mode")
        let response = try await instance.explain("{ diagrams { title } }")
        #expect(response.code == "TIMEOUT")
        let statements = try Explanation(response).statements
        #expect(statements.map(\.error) == ["57014"])
        #expect(statements.allSatisfy { $0.rows == nil })
      }
    }
  }

  @Test("a refused request tells the stages that ran, and a wish that is none is a fault")
  func refused() async throws {
    try await withInstance { instance in
      let response = try await instance.explain("{ nothing }")
      #expect(response["extensions.explain.stages.0.name"] == .string("parse"))
      #expect(response["extensions.explain.stages.1.name"] == .string("validate"))
      #expect(response["extensions.explain.stages.2"] == nil)
      let faulty = try await instance.explain("{ diagrams { title } }", wish: .string("yes"))
      #expect(faulty.code == "BAD_USER_INPUT")
    }
  }
}

extension TestInstance {
  /// Runs an operation and asks how its answer came about.
  func explain(
    _ text: String, _ variables: JSONObject = [:], token: String? = nil, wish: JSONValue = .boolean(true)
  ) async throws -> TestResponse {
    try await post(Self.explained(text, variables, wish: wish), token: token)
  }

  static func explained(_ text: String, _ variables: JSONObject = [:], wish: JSONValue = .boolean(true)) -> [UInt8] {
    let body: JSONObject = [
      "query": .string(text), "variables": .object(variables), "extensions": .object(["explain": wish]),
    ]
    return JSONValue.object(body).serialized()
  }
}

/// What an answer tells, read back.
struct Explanation {
  struct Part {
    var path = ""
    var coordinate = ""
    var parents = 0
    let start: Double
    let end: Double
  }

  struct Statement {
    let name: String
    let sql: String
    let rows: Int?
    let error: String?
    let server: String?
    let part: Part
  }

  let stages: [String: Part]
  let fields: [Part]
  let loaders: [Part]
  let statements: [Statement]
  let points: Int
  let cost: [String: Int]

  init(_ response: TestResponse) throws {
    let json = try #require(response["extensions.explain"], "\(response)")
    func list(_ name: String) -> [JSONValue] { json.at(name)?.arrayValue ?? [] }
    stages = Dictionary(list("stages").map { ($0.at("name")?.stringValue ?? "", Part($0)) }) { first, _ in first }
    fields = list("fields").map(Part.init)
    loaders = list("loaders").map(Part.init)
    statements = list("statements").map { json in
      Statement(
        name: json.at("name")?.stringValue ?? "", sql: json.at("sql")?.stringValue ?? "", rows: json.number("rows"),
        error: json.at("error")?.stringValue, server: json.at("on")?.stringValue, part: Part(json))
    }
    points = json.number("cost.points") ?? -1
    let parts = json.at("cost.byCoordinate")?.objectValue?.members ?? []
    cost = Dictionary(parts.map { ($0.key, JSONValue.object(["n": $0.value]).number("n") ?? -1) }) { $0 + $1 }
  }

  /// What happened within something else is shown within it.
  func checkTimes() {
    guard let execute = stages["execute"], let write = stages["write"] else {
      Issue.record("stages are missing: \(stages)")
      return
    }
    #expect(execute.end <= write.start + 0.001)
    #expect(!fields.isEmpty)
    for part in fields + loaders { #expect(part.isWithin(execute), "\(part) \(execute)") }
    for statement in statements {
      #expect((fields + loaders).contains { statement.part.isWithin($0) }, "\(statement) \(fields) \(loaders)")
    }
  }

  func checkCost() {
    #expect(points > 0)
    #expect(cost.values.reduce(0, +) == points)
  }
}

extension Explanation.Part {
  init(_ json: JSONValue) {
    func milliseconds(_ name: String) -> Double {
      if case .number(let text)? = json.at(name) { Double(text) ?? -1 } else { -1 }
    }
    path = json.at("path")?.stringValue ?? ""
    coordinate = json.at("coordinate")?.stringValue ?? ""
    parents = json.number("parents") ?? 0
    start = milliseconds("startMilliseconds")
    end = start + milliseconds("milliseconds")
  }

  /// Sums of decimals are not exact.
  func isWithin(_ other: Self) -> Bool { other.start - 0.000_1 <= start && end <= other.end + 0.000_1 }
}

extension JSONValue {
  fileprivate func number(_ path: String) -> Int? {
    if case .number(let text)? = at(path) { Int(text) } else { nil }
  }
}

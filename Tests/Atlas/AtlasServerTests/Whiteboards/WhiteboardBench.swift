import DemoContent
import FoundationEssentials
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

/// The whiteboard of the first demo group, and members of the group who draw on it.
struct WhiteboardBench: Sendable {
  let instance: TestInstance
  let members: [String]

  static let group = "group_1"

  var database: Database { instance.application.database }

  /// The operation that puts an element, in Base64.
  static func put(_ id: String, _ value: JSONValue = .integer(1)) -> String {
    encode(JSONValue.object(["id": .string(id), "value": value]).serialized())
  }

  /// The longest operation that a board takes, in Base64: 10,924 bytes.
  static func putLongest(_ id: String) -> String {
    put(id, .string(String(repeating: "x", count: 8_192 - #"{"id":"","value":""}"#.utf8.count - id.utf8.count)))
  }

  /// The operation that takes an element away, in Base64.
  static func take(_ id: String) -> String { encode(JSONValue.object(["id": .string(id)]).serialized()) }

  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func decode(_ text: String?) throws -> JSONValue {
    let data = try #require(text.flatMap { Data(base64Encoded: $0) })
    return try JSONParser.parse(Array(data), limits: .init(membersPerObject: 5_000))
  }

  /// Draws as one of the members.
  func apply(_ operations: [String], base: Int = 0, as member: Int = 0) async throws -> TestResponse {
    try await apply(operations, base: base, token: members[member])
  }

  func apply(
    _ operations: [String], base: Int = 0, token: String?, group: String = Self.group
  ) async throws -> TestResponse {
    let text = """
      mutation ($input: ApplyWhiteboardOpsInput!) {
        applyWhiteboardOps(input: $input) {
          revision
          missed { revision data author { profile { displayName } } }
          userErrors { code field message ... on NotFoundError { missingId } }
        }
      }
      """
    let input: JSONObject = [
      "groupId": .string(group), "baseRevision": .integer(base),
      "ops": .array(operations.map { .string($0) }),
    ]
    return try await instance.query(text, ["input": .object(input)], token: token)
  }

  /// Draws, and answers the revision that this came to.
  @discardableResult
  func draw(_ operations: [String], base: Int = 0, as member: Int = 0) async throws -> Int {
    let response = try await apply(operations, base: base, as: member)
    return try #require(response.integer("data.applyWhiteboardOps.revision"), "\(response)")
  }

  /// The board as a member sees it.
  func board(_ selection: String, as member: Int = 0) async throws -> TestResponse {
    try await instance.query(
      "{ node(id: \"\(Self.group)\") { ... on StudyGroup { whiteboard { \(selection) } } } }", token: members[member])
  }

  /// What the board shows, by the ids of its elements.
  func elements() async throws -> [String: JSONValue] {
    let response = try await board("snapshot")
    let snapshot = try Self.decode(response.text("data.node.whiteboard.snapshot"))
    let members = try #require(snapshot.objectValue).members
    return Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
  }
}

/// Runs a test on the whiteboard of a demo group, which nobody has begun, with four members and a relay that runs.
func withWhiteboard(_ body: (WhiteboardBench) async throws -> Void) async throws {
  try await withInstance { instance in
    let relay = Task { await instance.application.run() }
    let result: Result<Void, any Error>
    do {
      var members: [String] = []
      for account in [DemoAccount.learner, .learner2, .creator, .instructor] {
        members.append(try await instance.signIn(account))
      }
      result = .success(try await body(WhiteboardBench(instance: instance, members: members)))
    } catch {
      result = .failure(error)
    }
    relay.cancel()
    await relay.value
    try result.get()
  }
}

/// One event of `whiteboardChanged`.
struct WhiteboardNotice: Sendable {
  let revision: Int
  let operations: [(revision: Int, data: String)]
  let snapshot: String?
  /// Where a client resumes.
  let position: String?

  init(_ event: JSONValue) throws {
    let change = try #require(event.at("data.whiteboardChanged"), "\(event)")
    revision = try Self.integer(change.at("revision"))
    operations = try (change.at("ops")?.arrayValue ?? []).map {
      (try Self.integer($0.at("revision")), try #require($0.at("data")?.stringValue))
    }
    snapshot = change.at("snapshot")?.stringValue
    position = event.at("extensions.eventId")?.stringValue
  }

  private static func integer(_ value: JSONValue?) throws -> Int {
    guard case .number(let text)? = value else { throw TestFailure("no number") }
    return try #require(Int(text))
  }
}

extension WhiteboardBench {
  static func subscription(since revision: Int?) -> String {
    let since = revision.map { ", sinceRevision: \($0)" } ?? ""
    return """
      subscription {
        whiteboardChanged(groupId: "\(group)"\(since)) { groupId revision ops { revision data } snapshot }
      }
      """
  }

  /// How a subscription is answered.
  func answer(since revision: Int?, token: String?, after position: String? = nil) async -> HTTPAnswer {
    var head = TestInstance.head(token: token, accept: "text/event-stream")
    if let position { head.fields.append("Last-Event-ID", position) }
    return await instance.answer(head, TestInstance.body(Self.subscription(since: revision)))
  }

  /// Follows the board until enough was seen.
  ///
  /// - Parameter act: is done when the stream is open.
  func follow(
    since revision: Int?, after position: String? = nil, as member: Int = 0,
    act: () async throws -> Void = {}, until isEnough: ([WhiteboardNotice]) -> Bool
  ) async throws -> [WhiteboardNotice] {
    let answer = await answer(since: revision, token: members[member], after: position)
    guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
    let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let reader = Task {
      try? await produce(StreamWriter(continuation: continuation))
      continuation.finish()
    }
    let result: Result<[WhiteboardNotice], any Error>
    do {
      try await act()
      result = .success(try await Self.read(pieces, until: isEnough))
    } catch {
      result = .failure(error)
    }
    reader.cancel()
    _ = await reader.value
    return try result.get()
  }

  private static func read(
    _ pieces: AsyncStream<[UInt8]>, until isEnough: ([WhiteboardNotice]) -> Bool
  ) async throws -> [WhiteboardNotice] {
    var notices: [WhiteboardNotice] = []
    for await piece in pieces {
      for line in String(decoding: piece, as: UTF8.self).split(separator: "\n") where line.hasPrefix("data: ") {
        notices.append(try WhiteboardNotice(JSONParser.parse(String(line.dropFirst("data: ".count)))))
        if isEnough(notices) { return notices }
      }
    }
    throw TestFailure("the stream ended after \(notices.count) events")
  }
}

import GraphQLHTTP
import GraphQLJSON
import Postgres
import Presence
import Testing

@testable import AtlasServer

extension AtlasConfiguration {
  /// Settings of presence under which nobody waits long.
  mutating func hurryPresence() {
    presence.grace = .milliseconds(20)
    presence.tick = .milliseconds(10)
    presence.heartbeat = .milliseconds(50)
    presence.changePause = .milliseconds(5)
  }
}

/// Somebody at an instance, who is new.
struct Person: Sendable {
  let instance: TestInstance
  let token: String
  /// The global id.
  let id: String

  init(_ name: String, at instance: TestInstance) async throws {
    self.instance = instance
    token = try await instance.register(name)
    id = try #require(try await instance.query("{ currentUser { id } }", token: token).text("data.currentUser.id"))
  }

  /// The row key.
  var key: Int64 { Int64(id.drop { !$0.isNumber }) ?? 0 }

  /// Founds a group that the others join.
  func found(_ name: String, with others: Person...) async throws -> String {
    let text = "mutation { createStudyGroup(input: {name: \"\(name)\"}) { id } }"
    let group = try #require(try await instance.query(text, token: token).text("data.createStudyGroup.id"))
    for other in others { try await other.join(group) }
    return group
  }

  func join(_ group: String) async throws {
    let joined = try await instance.query("mutation { joinStudyGroup(groupId: \"\(group)\") { id } }", token: token)
    #expect(joined["errors"] == nil, "\(joined)")
  }

  /// Loses all memberships, behind the back of everybody.
  func leaveGroups() async throws {
    try await instance.application.database.write(
      Query("test.leaveGroups", "delete from group_members where user_id = \(key)"))
  }

  /// Waits until the instance of another member hears this one.
  func waitUntilHeard(by other: Person, in group: String) async throws {
    let own = try await watch(group)
    let theirs = try await other.watch(group)
    try await theirs.waitFor("+\(id) ONLINE")
    await own.stop()
    await theirs.stop()
  }

  /// `StudyGroup.presence`, as this one sees it.
  func people(in group: String) async throws -> [JSONValue] {
    let people = "presence { user { id } state since focus { ... on Diagram { id } } }"
    let answer = try await instance.query(
      "{ node(id: \"\(group)\") { ... on StudyGroup { \(people) } } }", token: token)
    return try #require(answer["data.node.presence"]?.arrayValue, "\(answer)")
  }

  /// Points somewhere in a diagram.
  @discardableResult
  func point(_ x: Double, in diagram: String = "diagram_1") async throws -> TestResponse {
    let text = """
      mutation ($x: Float!, $diagram: ID!) {
        moveCursor(input: {diagramId: $diagram, position: {x: $x, y: 0}}) { accepted userErrors { code field } }
      }
      """
    return try await instance.query(text, ["x": .number("\(x)"), "diagram": .string(diagram)], token: token)
  }

  func subscribe(_ text: String) async throws -> Subscribed {
    try await Subscribed(instance, "subscription { \(text) }", token)
  }

  func watch(_ group: String) async throws -> Subscribed {
    let people = "{ user { id } state focus { ... on Diagram { id } } }"
    return try await subscribe(
      "groupPresenceChanged(groupId: \"\(group)\") { groupId joined \(people) left \(people) online }")
  }

  func watchCursors(in diagram: String = "diagram_1") async throws -> Subscribed {
    try await subscribe(
      "peerCursorMoved(diagramId: \"\(diagram)\") { user { id } diagramId position { x y selection } at }")
  }
}

/// A subscription over server-sent events, read event by event. It is not read before it is asked for its first event.
final class Subscribed {
  private var produce: (@Sendable (any HTTPBodyWriter) async throws -> Void)?
  private let pieces: AsyncStream<[UInt8]>
  private let continuation: AsyncStream<[UInt8]>.Continuation
  private var reader: Task<Void, Never>?

  init(_ instance: TestInstance, _ text: String, _ token: String) async throws {
    let answer = await instance.answer(
      TestInstance.head(token: token, accept: "text/event-stream"), TestInstance.body(text))
    guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
    self.produce = produce
    (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
  }

  /// The data of the next event.
  func next() async throws -> JSONValue {
    if reader == nil {
      reader = Task { [produce, continuation] in
        try? await produce?(StreamWriter(continuation: continuation))
        continuation.finish()
      }
    }
    for await piece in pieces {
      let lines = String(decoding: piece, as: UTF8.self).split(separator: "\n")
      guard lines.first == "event: next", let data = lines.last, data.hasPrefix("data: ") else { continue }
      return try JSONParser.parse(String(data.dropFirst("data: ".count)))
    }
    throw TestFailure("the stream has ended")
  }

  /// Leaves the stream, as a client that goes away.
  func stop() async {
    produce = nil
    reader?.cancel()
    await reader?.value
  }

  /// The next change of presence: `+user_1 ONLINE`, `-user_2 OFFLINE`, in the order of the answer, and how many are there.
  func nextPresence() async throws -> (changes: [String], online: JSONValue?) {
    let event = try await next()
    let change = try #require(event.at("data.groupPresenceChanged"), "\(event)")
    func lines(_ list: String, _ sign: String) -> [String] {
      (change.at(list)?.arrayValue ?? []).map { person in
        "\(sign)\(person.at("user.id")?.stringValue ?? "") \(person.at("state")?.stringValue ?? "")"
      }
    }
    return (lines("joined", "+") + lines("left", "-"), change.at("online"))
  }

  /// Waits until somebody's presence is told to have changed in a way; other changes are passed over.
  func waitFor(_ change: String) async throws {
    while try await !nextPresence().changes.contains(change) {}
  }

  /// The next cursor, whose it is and where: `user_1 4.5`.
  func nextCursor() async throws -> String {
    let event = try await next()
    let cursor = try #require(event.at("data.peerCursorMoved"), "\(event)")
    guard case .number(let text)? = cursor.at("position.x"), let x = Double(text) else {
      throw TestFailure("a cursor is nowhere: \(event)")
    }
    return "\(cursor.at("user.id")?.stringValue ?? "nobody") \(x)"
  }
}

import AtlasKernel
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Presence
import Testing

@testable import AtlasServer

@Suite("Cursors of peers", .timeLimit(.minutes(2)))
struct PeerCursorTests {
  /// Who the peers are is asked each time.
  private static func ask(_ configuration: inout AtlasConfiguration) {
    configuration.hurryPresence()
    configuration.presence.peerLifetime = .nanoseconds(1)
    configuration.presence.cursorPause = .milliseconds(1)
  }

  @Test("a peer's cursor comes to the other instance, and those of strangers and one's own do not")
  func peers() async throws {
    try await withTwoInstances(Self.ask) { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let eve = try await Person("eve", at: here)
      let group = try await ada.found("Cursors", with: bob)
      try await ada.waitUntilHeard(by: bob, in: group)
      let cursors = try await bob.watchCursors()
      let elsewhere = try await eve.watchCursors()
      try await bob.point(1)
      try await eve.point(2)
      try await ada.point(3, in: "diagram_2")
      let answer = try await ada.point(4.5)
      #expect(answer["data.moveCursor.accepted"] == .boolean(true), "\(answer)")
      let event = try await cursors.next()
      #expect(event.at("data.peerCursorMoved.user.id") == .string(ada.id), "\(event)")
      #expect(event.at("data.peerCursorMoved.position.x") == .number("4.5"))
      #expect(event.at("data.peerCursorMoved.diagramId") == .string("diagram_1"))
      #expect(event.at("extensions.eventId") == nil)
      // The first cursor that a stranger sees is the one of somebody who is no stranger to them.
      let dan = try await Person("dan", at: there)
      let others = try await dan.found("Others", with: eve)
      try await dan.waitUntilHeard(by: eve, in: others)
      try await dan.point(6)
      #expect(try await elsewhere.nextCursor() == "\(dan.id) 6.0")
    }
  }

  @Test("a slow subscriber gets the newest position and none of those before")
  func slowness() async throws {
    try await withTwoInstances(Self.ask) { here, _ in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: here))
      _ = try await ada.found("Cursors", with: bob)
      let cursors = try await bob.watchCursors()
      for x in 1...50 { try await ada.point(Double(x)) }
      #expect(try await cursors.nextCursor() == "\(ada.id) 50.0")
      try await ada.point(51)
      #expect(try await cursors.nextCursor() == "\(ada.id) 51.0")
    }
  }

  @Test("who shares a group no more sees nothing more")
  func removal() async throws {
    try await withTwoInstances(Self.ask) { here, _ in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: here))
      let dan = try await Person("dan", at: here)
      _ = try await ada.found("One", with: bob)
      let cursors = try await bob.watchCursors()
      try await ada.point(1)
      #expect(try await cursors.nextCursor() == "\(ada.id) 1.0")
      try await ada.leaveGroups()
      _ = try await dan.found("Two", with: bob)
      try await ada.point(2)
      try await dan.point(3)
      #expect(try await cursors.nextCursor() == "\(dan.id) 3.0")
    }
  }

  @Test("nothing is asked of the database for a move where it is known that the diagram is there")
  func statements() async throws {
    try await withInstance { instance in
      let ada = try await Person("ada", at: instance)
      #expect(try await statements(of: ada) == ["presence.seesDiagram"])
      #expect(try await statements(of: ada) == [])
    }
  }

  @Test("moves are counted without a statement for each")
  func counting() async throws {
    try await withInstance {
      $0.limits.countsFields = true
    } _: { instance in
      let ada = try await Person("ada", at: instance)
      var count = 0
      for _ in 1...20 { count += try await statements(of: ada).filter { $0 != "presence.seesDiagram" }.count }
      #expect((1..<20).contains(count))
    }
  }

  /// The statements of one move.
  private func statements(of person: Person) async throws -> [String] {
    let log = StatementLog()
    let answer = try await StatementLog.$current.withValue(log) { try await person.point(1) }
    #expect(answer["data.moveCursor.accepted"] == .boolean(true), "\(answer)")
    return log.entries.map(\.name)
  }

  @Test("one cannot point out of bounds, nor at what is not there")
  func refusals() async throws {
    try await withInstance { instance in
      let ada = try await Person("ada", at: instance)
      let far = try await ada.point(1e300)
      #expect(far["data.moveCursor.accepted"] == .boolean(false))
      #expect(far.text("data.moveCursor.userErrors.0.code") == "INVALID")
      for diagram in ["diagram_999999", "lab_1", ""] {
        let missing = try await ada.point(1, in: diagram)
        #expect(missing["data.moveCursor.accepted"] == .boolean(false))
        #expect(missing.text("data.moveCursor.userErrors.0.code") == "NOT_FOUND")
      }
      try await instance.application.database.write(
        Query("test.draft", "update diagrams set status = 'DRAFT' where id = 3"))
      #expect(try await ada.point(1, in: "diagram_3").text("data.moveCursor.userErrors.0.code") == "NOT_FOUND")
      let head = TestInstance.head(token: ada.token, accept: "text/event-stream")
      let text = "subscription { peerCursorMoved(diagramId: \"diagram_3\") { at } }"
      guard case .complete(let response) = await instance.answer(head, TestInstance.body(text)) else {
        throw TestFailure("a stream was answered")
      }
      #expect(String(decoding: response.body, as: UTF8.self).contains("NOT_FOUND"))
    }
  }

  @Test("what others write into the channel does no harm")
  func foreignPayloads() async throws {
    try await withTwoInstances(Self.ask) { here, there in
      let (ada, bob) = (try await Person("ada", at: here), try await Person("bob", at: there))
      let group = try await ada.found("Cursors", with: bob)
      try await ada.waitUntilHeard(by: bob, in: group)
      let cursors = try await bob.watchCursors()
      let nested = String(repeating: "[", count: 3_000)
      let payloads = [
        "", "x", nested, #"{"from":"z","messages":[["cursor",{"user":1}],["presence",{"list":[]}],["other",1],7]}"#,
        #"{"from":"z","messages":[["presence",{"change":[1,2,true,9223372036854775807]}]]}"#,
      ]
      for payload in payloads {
        try await here.application.database.write(
          Query("test.notify", "select pg_notify('atlas_transient', \(payload))"))
      }
      try await ada.point(1)
      #expect(try await cursors.nextCursor() == "\(ada.id) 1.0")
    }
  }
}

import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Subscriptions that the members of a group share")
struct SharedSubscriptionTests {
  @Test("a message is loaded once for all members with equal subscriptions, and all get the same bytes")
  func once() async throws {
    try await withMembers(3) { instance, tokens in
      let log = StatementLog()
      let readers = try await StatementLog.$current.withValue(log) {
        try await instance.subscribe(
          "{ sequence content author { id profile { displayName } } group { name } }", tokens)
      }
      try await instance.joinGroup("zoe")
      var events: [String] = []
      for reader in readers { events.append(try await reader.next()) }
      #expect(Set(events).count == 1, "\(events)")
      #expect(events[0].contains("zoe joined the group."))
      #expect(log.entries.count { $0.name == "studyGroups.messagesByID" } == 1)
      #expect(log.entries.count { $0.name == "studyGroups.memberUserIDs" } == 1)
    }
  }

  @Test("reactions are counted once for all members")
  func reactions() async throws {
    try await withMembers(3) { instance, tokens in
      let log = StatementLog()
      let readers = try await StatementLog.$current.withValue(log) {
        try await instance.subscribe("{ content reactions { emoji count } }", tokens)
      }
      try await instance.joinGroup("zoe")
      for reader in readers { #expect(try await reader.next().contains("zoe joined the group.")) }
      #expect(log.entries.count { $0.name == "studyGroups.reactionTallies" } == 1)
    }
  }

  @Test("what depends on the member is answered to each for themselves")
  func personal() async throws {
    try await withMembers(2) { instance, tokens in
      let readers = try await instance.subscribe("{ group { viewerMembership { user { id } } } }", tokens)
      try await instance.joinGroup("zoe")
      var users: Set<String> = []
      for (reader, token) in zip(readers, tokens) {
        let event = try JSONParser.parse(try await reader.next())
        #expect(event.at("errors") == nil, "\(event)")
        let user = event.at("data.groupMessageReceived.group.viewerMembership.user.id")?.stringValue
        #expect(user == (try await instance.userID(token)))
        users.insert(user ?? "")
      }
      #expect(users.count == 2)
    }
  }

  @Test("an address behind a message is shown to its owner alone, whoever shares the subscription")
  func guarded() async throws {
    try await withMembers(2) { instance, tokens in
      let readers = try await instance.subscribe("{ group { createdBy { id email } } }", tokens)
      try await instance.joinGroup("zoe")
      for reader in readers {
        let event = try await reader.next()
        #expect(event.contains("FORBIDDEN"), "\(event)")
        #expect(!event.contains("@atlas.example"))
      }
    }
  }

  @Test("a former member gets errors, and no message")
  func formerMember() async throws {
    try await withMembers(2) { instance, tokens in
      let readers = try await instance.subscribe("{ content }", tokens)
      let gone = try #require(try await instance.userID(tokens[1]))
      try await instance.application.database.write(
        """
        with gone as (
          delete from group_members where group_id = 1 and user_id = \(Int64(gone.dropFirst(5)))
        )
        update study_groups set member_count = member_count - 1 where id = 1
        """)
      try await instance.joinGroup("zoe")
      #expect(try await readers[0].next().contains("zoe joined"))
      let refused = try await readers[1].next()
      #expect(refused.contains("FORBIDDEN") && !refused.contains("zoe"), "\(refused)")
    }
  }

  @Test("who leaves is told so, and their stream ends; the others go on")
  func leaving() async throws {
    try await withMembers(2) { instance, tokens in
      let readers = try await instance.subscribe("{ content }", tokens)
      let left = try await instance.query(
        "mutation { leaveStudyGroup(input: {groupId: \"group_1\"}) { userErrors { code } } }", token: tokens[1])
      #expect(left["data.leaveStudyGroup.userErrors"] == .array([]), "\(left)")
      #expect(try await readers[0].next().contains("member1 left the group."))
      var last = ""
      while let event = try? await readers[1].next() { last = event }
      #expect(last.contains("RESYNC"), "\(last)")
    }
  }

  /// The demo's first group with new members, and a relay that runs.
  private func withMembers(_ count: Int, _ body: (TestInstance, [String]) async throws -> Void) async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      var tokens: [String] = []
      for number in 0..<count { tokens.append(try await instance.joinGroup("member\(number)")) }
      try await body(instance, tokens)
      relay.cancel()
      await relay.value
    }
  }
}

extension TestInstance {
  /// A new account that joins the demo's first group.
  @discardableResult
  fileprivate func joinGroup(_ name: String) async throws -> String {
    let token = try await register(name)
    let joined = try await query("mutation { joinStudyGroup(groupId: \"group_1\") { id } }", token: token)
    #expect(joined["errors"] == nil, "\(joined)")
    return token
  }

  /// The global id of the user behind a token.
  fileprivate func userID(_ token: String) async throws -> String? {
    try await query("{ currentUser { id } }", token: token)["data.currentUser.id"]?.stringValue
  }

  /// Open streams of the group's messages, one for each token.
  fileprivate func subscribe(_ selection: String, _ tokens: [String]) async throws -> [EventReader] {
    var readers: [EventReader] = []
    for token in tokens {
      readers.append(
        try await EventReader(
          self, "subscription { groupMessageReceived(groupId: \"group_1\") \(selection) }", token: token))
    }
    return readers
  }
}

/// An open event stream.
private final class EventReader: Sendable {
  private let pieces: AsyncStream<[UInt8]>
  private let writing: Task<Void, Never>

  init(_ instance: TestInstance, _ text: String, token: String) async throws {
    let answer = await instance.answer(
      TestInstance.head(token: token, accept: "text/event-stream"), TestInstance.body(text))
    guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
    let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    self.pieces = pieces
    writing = Task {
      try? await produce(StreamWriter(continuation: continuation))
      continuation.finish()
    }
  }

  deinit { writing.cancel() }

  /// The data of the next event.
  func next() async throws -> String {
    for await piece in pieces {
      let lines = String(decoding: piece, as: UTF8.self).split(separator: "\n")
      guard lines.first == "event: next", let data = lines.last, data.hasPrefix("data: ") else { continue }
      return String(data.dropFirst("data: ".count))
    }
    throw TestFailure("the stream ended without an event")
  }
}

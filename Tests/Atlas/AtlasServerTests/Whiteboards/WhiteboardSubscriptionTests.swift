import GraphQLHTTP
import GraphQLJSON
import Testing

@testable import AtlasServer

@Suite("Whiteboards: those who follow", .timeLimit(.minutes(5)))
struct WhiteboardSubscriptionTests {
  @Test("who is a little behind gets the operations first, and then each change")
  func behind() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a"), WhiteboardBench.put("b"), WhiteboardBench.take("a")])
      let notices = try await bench.follow(since: 1) {
        try await bench.draw([WhiteboardBench.put("c"), WhiteboardBench.put("d")], base: 3, as: 1)
      } until: {
        $0.count == 2
      }
      #expect(notices.map(\.revision) == [3, 5])
      #expect(notices.map { $0.operations.map(\.revision) } == [[2, 3], [4, 5]])
      #expect(notices[0].operations.map(\.data) == [WhiteboardBench.put("b"), WhiteboardBench.take("a")])
      #expect(notices.allSatisfy { $0.snapshot == nil })
      #expect(notices[1].position != nil)
    }
  }

  @Test("who knows all, or does not say, gets nothing first", arguments: [1, nil])
  func upToDate(since revision: Int?) async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      let notices = try await bench.follow(since: revision) {
        try await bench.draw([WhiteboardBench.put("b")], base: 1)
      } until: {
        $0.count == 1
      }
      #expect(notices.map(\.revision) == [2])
      #expect(notices[0].operations.map(\.revision) == [2])
    }
  }

  @Test("500 operations are sent to who was away; who missed more gets the snapshot")
  func farBehind() async throws {
    try await withWhiteboard { bench in
      for round in 0..<3 {
        try await bench.draw((0..<167).map { WhiteboardBench.put("e\($0)", .integer(round)) }, base: 0, as: round)
      }
      let near = try await bench.follow(since: 1) { $0.count == 1 }
      #expect(near[0].operations.map(\.revision) == Array(2...501))
      #expect(near[0].snapshot == nil)
      let far = try await bench.follow(since: 0) {
        try await bench.draw([WhiteboardBench.put("late")], base: 501)
      } until: {
        $0.count == 2
      }
      #expect(far.map(\.revision) == [501, 502])
      #expect(far[0].operations.isEmpty)
      let elements = try #require(WhiteboardBench.decode(far[0].snapshot).objectValue)
      #expect(elements.count == 167)
      #expect(elements.members.allSatisfy { $0.value == .number("2") })
      #expect(far[1].operations.map(\.revision) == [502])
    }
  }

  @Test("operations of 900 KB are sent to who was away; who missed more gets the snapshot", arguments: [84, 85])
  func longOperations(count: Int) async throws {
    try await withWhiteboard { bench in
      for start in stride(from: 0, to: count, by: 21) {
        let operation = WhiteboardBench.putLongest("a")
        try await bench.draw(Array(repeating: operation, count: min(21, count - start)), base: start)
      }
      let notices = try await bench.follow(since: 0) { $0.count == 1 }
      #expect(notices[0].revision == count)
      #expect(notices[0].operations.count == (count == 84 ? 84 : 0))
      #expect((notices[0].snapshot == nil) == (count == 84))
    }
  }

  @Test("who subscribes while others draw sees every revision once, in order")
  func whileDrawing() async throws {
    try await withWhiteboard { bench in
      let (writers, rounds) = (3, 25)
      let total = writers * rounds * 2
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
          group.addTask {
            for round in 0..<rounds {
              try await bench.draw((0..<2).map { WhiteboardBench.put("w\(writer)r\(round)n\($0)") }, as: writer)
            }
          }
        }
        for since in [0, 0, 10, 40, 80] {
          group.addTask {
            // It must have come to where the subscriber says to be.
            while try await bench.board("revision").integer("data.node.whiteboard.revision") ?? 0 < since {}
            let notices = try await bench.follow(since: since, as: 3) { $0.last?.revision == total }
            #expect(notices.flatMap { $0.operations.map(\.revision) } == Array((since + 1)...total))
            #expect(notices.allSatisfy { $0.revision == $0.operations.last?.revision && $0.snapshot == nil })
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("who resumes behind an event gets what followed it, and nothing of the beginning")
  func resumes() async throws {
    try await withWhiteboard { bench in
      let first = try await bench.follow(since: nil) {
        try await bench.draw([WhiteboardBench.put("a")])
      } until: {
        $0.count == 1
      }
      try await bench.draw([WhiteboardBench.put("b")], base: 1)
      try await bench.draw([WhiteboardBench.put("c")], base: 2)
      let position = try #require(first[0].position)
      let rest = try await bench.follow(since: 0, after: position) { $0.count == 2 }
      #expect(rest.map { $0.operations.map(\.revision) } == [[2], [3]])
    }
  }

  @Test("an event whose operations are deleted is answered by the snapshot, and those in front of it not at all")
  func overtaken() async throws {
    try await withWhiteboard { bench in
      let first = try await bench.follow(since: nil) {
        try await bench.draw([WhiteboardBench.put("a")])
      } until: {
        $0.count == 1
      }
      let operations = (0..<200).map { WhiteboardBench.put("e\($0)") }
      for _ in 0..<7 { try await bench.draw(operations) }
      let position = try #require(first[0].position)
      let rest = try await bench.follow(since: nil, after: position) {
        // Drawn while the stream is open: the snapshot may have it or not.
        try await bench.draw([WhiteboardBench.put("z")])
      } until: {
        $0.last?.revision == 1_402
      }
      #expect(rest.map { $0.snapshot == nil } == (rest.count == 1 ? [false] : [false, true]))
      #expect(rest.map(\.revision) == (rest.count == 1 ? [1_402] : [1_401, 1_402]))
      #expect(rest.flatMap { $0.operations.map(\.revision) } == (rest.count == 1 ? [] : [1_402]))
    }
  }

  @Test("a revision that the board has not reached is refused", arguments: [-1, 2])
  func unknownRevision(since revision: Int) async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      let answer = await bench.answer(since: revision, token: bench.members[0])
      guard case .complete(let response) = answer else { throw TestFailure("a stream was answered") }
      #expect(String(decoding: response.body, as: UTF8.self).contains("BAD_USER_INPUT"))
    }
  }
}

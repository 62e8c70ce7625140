import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Whiteboards: one order of all operations")
struct WhiteboardOrderTests {
  @Test("twenty who draw at once get revisions without gap or double, and events in the same order")
  func manyWriters() async throws {
    try await withWhiteboard { bench in
      let (writers, rounds, size) = (20, 6, 3)
      let revisions = try await withThrowingTaskGroup(of: [Int].self) { group in
        for writer in 0..<writers {
          group.addTask {
            var revisions: [Int] = []
            for round in 0..<rounds {
              let operations = (0..<size).map { WhiteboardBench.put("w\(writer)r\(round)n\($0)") }
              revisions.append(try await bench.draw(operations, base: revisions.last ?? 0, as: writer % 4))
            }
            return revisions
          }
        }
        var all: [Int] = []
        for try await one in group {
          #expect(one == one.sorted())
          all += one
        }
        return all
      }
      let total = writers * rounds * size
      #expect(revisions.sorted() == Array(stride(from: size, through: total, by: size)))
      try await checkRows(bench, total: total, size: size)
      #expect(try await bench.elements().count == total)
    }
  }

  /// Every revision once, the operations of one update together and in the order they had, an event for each update.
  private func checkRows(_ bench: WhiteboardBench, total: Int, size: Int) async throws {
    let stored: Query = "select revision, data from whiteboard_ops where group_id = 1 order by revision"
    let rows = try await bench.database.read(stored.onBehalf(of: .system))
    #expect((0..<rows.count).map { rows.int($0, 0) } == (1...Int64(total)).map { $0 })
    let ids = try (0..<rows.count).map { row in
      try #require(try WhiteboardBench.decode(rows.string(row, 1)).at("id")?.stringValue)
    }
    for start in stride(from: 0, to: total, by: size) {
      let update = ids[start].prefix { $0 != "n" }
      #expect(ids[start..<start + size].elementsEqual((0..<size).map { "\(update)n\($0)" }))
    }
    let events = try await bench.database.read(
      """
      select (payload ->> 'from')::bigint, (payload ->> 'to')::bigint
      from events
      where kind = 'WHITEBOARD_CHANGED'
      order by position
      """)
    let firsts = stride(from: Int64(1), through: Int64(total), by: size)
    #expect((0..<events.count).map { events.int($0, 0) } == firsts.map { $0 })
    #expect((0..<events.count).map { events.int($0, 1) } == firsts.map { $0 + Int64(size) - 1 })
  }

  @Test("who was away is answered what others did meanwhile, and they themselves by another device")
  func missed() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a"), WhiteboardBench.put("b")])
      try await bench.draw([WhiteboardBench.put("c")], base: 2, as: 1)
      let response = try await bench.apply([WhiteboardBench.put("d")], base: 1)
      #expect(response.integer("data.applyWhiteboardOps.revision") == 4, "\(response)")
      let path = "data.applyWhiteboardOps.missed"
      #expect(response[path]?.arrayValue?.count == 2, "\(response)")
      #expect(response.integer("\(path).0.revision") == 2)
      #expect(response.text("\(path).0.data") == WhiteboardBench.put("b"))
      #expect(response.integer("\(path).1.revision") == 3)
      #expect(response.text("\(path).1.data") == WhiteboardBench.put("c"))
      #expect(response.text("\(path).1.author.profile.displayName") == "Tomás H.")
      let upToDate = try await bench.apply([WhiteboardBench.put("e")], base: 4)
      #expect(upToDate[path]?.arrayValue?.count == 0, "\(upToDate)")
    }
  }

  @Test("500 missed operations are answered, and more are not")
  func missedTooMuch() async throws {
    try await withWhiteboard { bench in
      let operations = (0..<100).map { WhiteboardBench.put("e\($0)") }
      for _ in 0..<5 { try await bench.draw(operations, as: 1) }
      let path = "data.applyWhiteboardOps.missed"
      #expect(try await bench.apply([WhiteboardBench.put("a")], base: 0)[path]?.arrayValue?.count == 500)
      try await bench.draw(operations, base: 501, as: 1)
      let late = try await bench.apply([WhiteboardBench.put("a")], base: 0)
      #expect(late.integer("data.applyWhiteboardOps.revision") == 602, "\(late)")
      #expect(late[path]?.isNull == true)
      #expect(try await bench.apply([WhiteboardBench.put("a")], base: 501)[path]?.arrayValue?.count == 101)
    }
  }

  @Test("missed operations of 128 KB are answered, and more are not")
  func missedTooLong() async throws {
    try await withWhiteboard { bench in
      try await bench.draw(Array(repeating: WhiteboardBench.putLongest("a"), count: 12), as: 1)
      let path = "data.applyWhiteboardOps.missed"
      // Twelve have 131,088 of 131,072 bytes.
      #expect(try await bench.apply([WhiteboardBench.take("b")], base: 0)[path]?.isNull == true)
      #expect(try await bench.apply([WhiteboardBench.take("b")], base: 1)[path]?.arrayValue?.count == 12)
    }
  }

  @Test("a board is not there until somebody has begun, and then under its own id too")
  func begun() async throws {
    try await withWhiteboard { bench in
      #expect(try await bench.board("id")["data.node.whiteboard"]?.isNull == true)
      let early = try await bench.apply([WhiteboardBench.put("a")], base: 1)
      #expect(early.text("data.applyWhiteboardOps.userErrors.0.code") == "INVALID", "\(early)")
      #expect(try await bench.board("id")["data.node.whiteboard"]?.isNull == true)
      try await bench.draw([WhiteboardBench.put("a", .string("ü")), WhiteboardBench.put("b")])
      let board = try await bench.board("id revision operations(sinceRevision: 1) { revision data } group { id }")
      let id = try #require(board.text("data.node.whiteboard.id"), "\(board)")
      #expect(board.integer("data.node.whiteboard.revision") == 2)
      #expect(board.integer("data.node.whiteboard.operations.0.revision") == 2)
      #expect(board["data.node.whiteboard.operations"]?.arrayValue?.count == 1)
      #expect(board.text("data.node.whiteboard.group.id") == WhiteboardBench.group)
      let node = try await bench.instance.query(
        "{ node(id: \"\(id)\") { ... on Whiteboard { revision snapshot } } }", token: bench.members[3])
      #expect(node.integer("data.node.revision") == 2, "\(node)")
      #expect(
        try WhiteboardBench.decode(node.text("data.node.snapshot")) == ["a": .string("ü"), "b": .number("1")])
    }
  }
}

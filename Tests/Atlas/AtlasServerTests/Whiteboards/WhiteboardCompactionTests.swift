import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Whiteboards: what is left when operations are deleted")
struct WhiteboardCompactionTests {
  @Test(
    "the snapshot is what all operations make of an empty board, whatever of them is deleted",
    arguments: [UInt64(1), 2, 3])
  func replay(seed: UInt64) async throws {
    try await withWhiteboard { bench in
      var random = SplitMix(state: seed)
      var expected: [String: JSONValue] = [:]
      var revision = 0
      while revision <= 1_500 {
        var operations: [String] = []
        for _ in 0..<Int.random(in: 60...200, using: &random) {
          // Few ids, so that elements are replaced and taken away within one update, too.
          let id = "e\(Int.random(in: 0..<80, using: &random))"
          if Int.random(in: 0..<3, using: &random) == 0 {
            operations.append(WhiteboardBench.take(id))
            expected[id] = nil
          } else {
            let value = Self.values.randomElement(using: &random) ?? .null
            operations.append(WhiteboardBench.put(id, value))
            expected[id] = value.isNull ? nil : value
          }
        }
        revision = try await bench.draw(operations, base: revision)
        if Bool.random(using: &random) { #expect(try await bench.elements() == expected, "at revision \(revision)") }
      }
      #expect(try await bench.elements() == expected)
      try await checkCounts(bench, revision)
      try await checkOperations(bench, revision)
    }
  }

  @Test("the drawing of the demo is what its operations make, and can be drawn on")
  func demo() async throws {
    try await withWhiteboard { bench in
      let groups = try await bench.database.read("select id from study_groups where name = 'System design practice'")
      let group = try #require(groups.int(0, 0))
      let fields = "revision snapshot operations(sinceRevision: 0) { data }"
      let board = try await bench.instance.query(
        "{ node(id: \"whiteboard_\(group)\") { ... on Whiteboard { \(fields) } } }", token: bench.members[3])
      let operations = try board.texts("data.node.operations", "data").map { try WhiteboardBench.decode($0) }
      let elements = try #require(WhiteboardBench.decode(board.text("data.node.snapshot")).objectValue)
      #expect(operations.count == 5)
      #expect(elements.count == 5)
      for operation in operations {
        #expect(elements[try #require(operation.at("id")?.stringValue)] == operation.at("value"))
      }
      let drawn = try await bench.apply(
        operations.map { WhiteboardBench.take($0.at("id")?.stringValue ?? "") }, base: 5, token: bench.members[3],
        group: "group_\(group)")
      #expect(drawn.integer("data.applyWhiteboardOps.revision") == 10, "\(drawn)")
      let left: Query = "select element_count + element_bytes from whiteboards where group_id = \(group)"
      #expect(try await bench.database.read(left.onBehalf(of: .system)).int(0, 0) == 0)
    }
  }

  @Test("operations of 900 KB are kept, and more are not, however few they are")
  func bytesKept() async throws {
    try await withWhiteboard { bench in
      // 84 of them have 917,616 of 921,600 bytes.
      let operation = WhiteboardBench.putLongest("a")
      for base in [0, 21, 42, 63] { try await bench.draw(Array(repeating: operation, count: 21), base: base) }
      let kept: Query = "select first_revision from whiteboards where group_id = 1"
      #expect(try await bench.database.read(kept.onBehalf(of: .system)).int(0, 0) == 1)
      try await bench.draw([operation], base: 84)
      #expect(try await bench.database.read(kept.onBehalf(of: .system)).int(0, 0) == 2)
      let stored: Query = "select min(revision), sum(octet_length(data)) from whiteboard_ops where group_id = 1"
      let rows = try await bench.database.read(stored.onBehalf(of: .system))
      #expect(rows.int(0, 0) == 2)
      #expect(rows.int(0, 1) == 917_616)
    }
  }

  private static let values: [JSONValue] = [
    .null, .boolean(false), .number("1e300"), .number("0.10"), .string(""), .string("\u{0}\u{1F600}\"\\"), .array([]),
    .object(["x": .number("-0"), "y": .array([.null, .object([:])])]),
  ]

  /// The board's own numbers are those of its rows, and five hundred operations are kept.
  private func checkCounts(_ bench: WhiteboardBench, _ revision: Int) async throws {
    let counted: Query = """
      select w.element_count = count(e.id), w.element_bytes = sum(octet_length(e.id) + octet_length(e.value::text)),
        w.first_revision, o.oldest, o.kept
      from whiteboards w
      join whiteboard_elements e on e.group_id = w.group_id
      cross join lateral (
        select min(o.revision) as oldest, count(*) as kept from whiteboard_ops o where o.group_id = w.group_id
      ) o
      where w.group_id = 1
      group by w.group_id, o.oldest, o.kept
      """
    let rows = try await bench.database.read(counted.onBehalf(of: .system))
    #expect(rows.bool(0, 0) == true)
    #expect(rows.bool(0, 1) == true)
    #expect(rows.int(0, 2) == Int64(revision - 499))
    #expect(rows.int(0, 3) == Int64(revision - 499))
    #expect(rows.int(0, 4) == 500)
  }

  /// What is kept is answered from its beginning on, and nothing where a part is deleted.
  private func checkOperations(_ bench: WhiteboardBench, _ revision: Int) async throws {
    for start in stride(from: revision - 500, to: revision, by: 100) {
      let page = try await bench.board("operations(sinceRevision: \(start)) { revision }")
      let operations = try #require(page["data.node.whiteboard.operations"]?.arrayValue, "\(page)")
      #expect(operations == (start + 1...start + 100).map { ["revision": .integer($0)] })
    }
    let deleted = try await bench.board("operations(sinceRevision: \(revision - 501), first: 10) { revision }")
    #expect(deleted["data.node.whiteboard.operations"]?.arrayValue?.count == 0, "\(deleted)")
  }
}

/// Random numbers that are the same in each run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

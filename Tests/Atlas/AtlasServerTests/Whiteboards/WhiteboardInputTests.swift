import GraphQLJSON
import Testing

@testable import AtlasServer

@Suite("Whiteboards: operations that are none")
struct WhiteboardInputTests {
  private static let faulty = [
    "", "null", "[]", "1", "{}", "{", #"{"value": 1}"#, #"{"id": 1}"#, #"{"id": ""}"#, #"{"id": null}"#,
    #"{"id": "a", "x": 1}"#, #"{"id": "a", "id": "b"}"#, #"{"id": "a\u0000"}"#, #"{"id": "a\nb"}"#,
    #"{"id": "a\""}"#, #"{"id": "a\\"}"#,
    #"{"id": "a", "value": 1e999}"#, #"{"id": "a", "value": "\ud800"}"#, #"{"id": "a", "value": 01}"#,
    #"{"id": "a"} {}"#, "\u{FEFF}{\"id\": \"a\"}",
    #"{"id": "\#(String(repeating: "a", count: 65))"}"#,
    #"{"id": "a", "value": \#(String(repeating: "[", count: 64))\#(String(repeating: "]", count: 64))}"#,
    #"{"id": "a", "value": \#(String(repeating: "[", count: 8_000))"#,
  ]

  @Test("what is no operation is named with its place, and nothing is applied")
  func refused() async throws {
    try await withWhiteboard { bench in
      for json in Self.faulty {
        let operations = [WhiteboardBench.put("a"), WhiteboardBench.encode(Array(json.utf8)), WhiteboardBench.put("b")]
        let response = try await bench.apply(operations)
        let error = "data.applyWhiteboardOps.userErrors.0"
        #expect(response.text("\(error).code") == "INVALID", "\(json): \(response)")
        #expect(response["\(error).field"] == .array(["input", "ops", "1"].map { .string($0) }), "\(json)")
        #expect(response["data.applyWhiteboardOps.revision"]?.isNull == true)
        #expect(response["data.applyWhiteboardOps.missed"]?.isNull == true)
      }
      #expect(try await bench.board("id")["data.node.whiteboard"]?.isNull == true)
    }
  }

  @Test("bytes that are not UTF-8 are no operation")
  func bytes() async throws {
    try await withWhiteboard { bench in
      let response = try await bench.apply([WhiteboardBench.encode(Array(#"{"id": ""#.utf8) + [0xFF, 0x22, 0x7D])])
      #expect(response.text("data.applyWhiteboardOps.userErrors.0.code") == "INVALID", "\(response)")
      let text = try await bench.apply(["not Base64"])
      #expect(text.code == "BAD_USER_INPUT", "\(text)")
    }
  }

  @Test("an operation has 8 KB at most, and an id 64 characters, whatever their bytes")
  func limits() async throws {
    try await withWhiteboard { bench in
      let frame = #"{"id":"a","value":""}"#.utf8.count
      let value = String(repeating: "x", count: 8_192 - frame)
      try await bench.draw([WhiteboardBench.put("a", .string(value))])
      let response = try await bench.apply([WhiteboardBench.put("a", .string(value + "x"))])
      #expect(response.text("data.applyWhiteboardOps.userErrors.0.code") == "TOO_LONG", "\(response)")
      try await bench.draw([WhiteboardBench.put(String(repeating: "\u{1F600}", count: 64))])
      #expect(try await bench.elements().count == 2)
    }
  }

  @Test("all that is wrong is told at once")
  func allErrors() async throws {
    try await withWhiteboard { bench in
      let response = try await bench.apply(
        [WhiteboardBench.encode([]), WhiteboardBench.put("a"), WhiteboardBench.encode([0x31])], base: -1)
      let errors = try #require(response["data.applyWhiteboardOps.userErrors"]?.arrayValue, "\(response)")
      #expect(errors.compactMap { $0.at("field")?.arrayValue?.last?.stringValue } == ["baseRevision", "0", "2"])
    }
  }

  @Test("a base that the board has not reached is refused, and so are no operations and 201 of them")
  func batch() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      let ahead = try await bench.apply([WhiteboardBench.put("a")], base: 2)
      #expect(ahead.text("data.applyWhiteboardOps.userErrors.0.code") == "INVALID", "\(ahead)")
      #expect(try await bench.apply([], base: 0).code == "VALIDATION_ERROR")
      let operations = (0..<201).map { WhiteboardBench.put("e\($0)") }
      #expect(try await bench.apply(operations).code == "VALIDATION_ERROR")
      #expect(try await bench.draw(Array(operations.dropLast()), base: 1) == 201)
    }
  }

  @Test("a board takes 5,000 elements and no more, in 1 MB; what makes room may come in the same update")
  func elementLimit() async throws {
    try await withWhiteboard { bench in
      // All elements have 713,890 of the 716,800 bytes that a board takes.
      let value = JSONValue.string(String(repeating: "x", count: 136))
      for start in stride(from: 0, to: 5_000, by: 200) {
        try await bench.draw((start..<start + 200).map { WhiteboardBench.put("e\($0)", value) })
      }
      let snapshot = try await bench.board("snapshot").text("data.node.whiteboard.snapshot")
      #expect((950_000...1 << 20).contains(try #require(snapshot).utf8.count))
      let full = try await bench.apply([WhiteboardBench.put("one more")])
      #expect(full.text("data.applyWhiteboardOps.userErrors.0.code") == "QUOTA_EXCEEDED", "\(full)")
      #expect(try await bench.board("revision").integer("data.node.whiteboard.revision") == 5_000)
      try await bench.draw([WhiteboardBench.put("one more"), WhiteboardBench.take("e0")])
      try await bench.draw([WhiteboardBench.put("e1", .integer(2))])
      #expect(try await bench.elements().count == 5_000)
    }
  }

  @Test("a board takes 700 KB of elements and no more; what shrinks may grow again")
  func byteLimit() async throws {
    try await withWhiteboard { bench in
      // An id of three characters, and quotes around the text: 8,000 bytes each, 89 of which fit.
      let value = JSONValue.string(String(repeating: "x", count: 7_995))
      for start in stride(from: 100, to: 189, by: 10) {
        try await bench.draw((start..<min(start + 10, 189)).map { WhiteboardBench.put("\($0)", value) })
      }
      let full = try await bench.apply([WhiteboardBench.put("189", value)])
      #expect(full.text("data.applyWhiteboardOps.userErrors.0.code") == "QUOTA_EXCEEDED", "\(full)")
      try await bench.draw([WhiteboardBench.put("100", .integer(1)), WhiteboardBench.put("189", value)])
      #expect(try await bench.elements().count == 90)
    }
  }

  @Test("revisions and counts that a board cannot answer are refused")
  func reading() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      let negative = try await bench.board("operations(sinceRevision: -1) { revision }")
      #expect(negative.code == "BAD_USER_INPUT", "\(negative)")
      for first in [-1, 101] {
        let response = try await bench.board("operations(sinceRevision: 0, first: \(first)) { revision }")
        #expect(response.code == "VALIDATION_ERROR", "\(response)")
      }
      let far = try await bench.board("operations(sinceRevision: 2147483647, first: 0) { revision }")
      #expect(far["data.node.whiteboard.operations"]?.arrayValue?.count == 0, "\(far)")
    }
  }
}

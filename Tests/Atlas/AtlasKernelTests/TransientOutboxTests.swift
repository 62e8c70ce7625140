import GraphQLJSON
import Testing

@testable import AtlasKernel

@Suite("Messages that are not stored")
struct TransientOutboxTests {
  private func message(_ key: String, _ body: String, topic: String = "cursor") -> TransientMessage {
    TransientMessage(topic: topic, key: key, body: .string(body))
  }

  @Test("of several messages about the same the newest is sent, in its own place")
  func coalescing() throws {
    var outbox = TransientOutbox()
    outbox.put(message("1", "old"))
    outbox.put(message("2", "other"))
    outbox.put(message("1", "new"))
    outbox.put(message("1", "elsewhere", topic: "presence"))
    let payloads = outbox.takePayloads(from: "here")
    let payload = try #require(payloads.first.flatMap { TransientPayload($0) })
    #expect(payloads.count == 1)
    #expect(payload.sender == "here")
    #expect(payload.messages.map(\.topic) == ["cursor", "cursor", "presence"])
    #expect(payload.messages.map(\.body) == [.string("other"), .string("new"), .string("elsewhere")])
    #expect(outbox.isEmpty)
    #expect(outbox.takePayloads(from: "here").isEmpty)
  }

  @Test("no payload is longer than PostgreSQL takes, and what does not fit waits for the next time")
  func splitting() {
    var outbox = TransientOutbox()
    let text = String(repeating: "x", count: 1_000)
    for number in 0..<200 { outbox.put(message("\(number)", "\(number) \(text)")) }
    var bodies: [String] = []
    var times = 0
    while !outbox.isEmpty {
      let payloads = outbox.takePayloads(from: "here")
      times += 1
      #expect(payloads.count <= TransientOutbox.payloadCount)
      #expect(payloads.allSatisfy { $0.utf8.count <= TransientOutbox.payloadBytes })
      for payload in payloads { bodies += (TransientPayload(payload)?.messages ?? []).compactMap(\.body.stringValue) }
    }
    #expect(times == 2)
    #expect(bodies == (0..<200).map { "\($0) \(text)" })
  }

  @Test("a message that fits into no payload is lost, and so is one too many")
  func limits() {
    var outbox = TransientOutbox()
    outbox.put(message("long", String(repeating: "x", count: TransientOutbox.payloadBytes)))
    #expect(outbox.isEmpty)
    for number in 0...TransientOutbox.limit { outbox.put(message("\(number)", "\(number)")) }
    outbox.put(message("0", "again"))
    var bodies: [String] = []
    while !outbox.isEmpty {
      for payload in outbox.takePayloads(from: "here") {
        bodies += (TransientPayload(payload)?.messages ?? []).compactMap(\.body.stringValue)
      }
    }
    #expect(bodies.count == TransientOutbox.limit)
    #expect(bodies.last == "again")
    #expect(!bodies.contains("\(TransientOutbox.limit)"))
  }

  @Test(
    "what is no payload of ours is passed over",
    arguments: [
      "", "x", "null", "[]", "{}", #"{"from":1,"messages":[]}"#, #"{"from":"","messages":[]}"#, #"{"from":"a"}"#,
      #"{"from":"a","messages":[[[[[[[[[[1]]]]]]]]]]}"#, #"{"from":"a","messages":{}}"#,
    ])
  func foreign(text: String) {
    #expect(TransientPayload(text) == nil)
  }

  @Test("of a payload with messages that are not understood the others are taken")
  func mixed() {
    let payload = TransientPayload(#"{"from":"a","messages":[1,["x"],["y",2,3],[4,5],["cursor",6]]}"#)
    #expect(payload?.messages.map(\.body) == [.number("6")])
  }
}

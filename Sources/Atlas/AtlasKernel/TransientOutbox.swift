public import GraphQLJSON

/// A message to the other instances that is not stored: who does not hear it misses it.
public struct TransientMessage: Sendable, Equatable {
  /// Who it is for: `cursor`.
  public let topic: String
  /// What it is about: of several that wait with the same topic and key, only the newest is sent.
  public let key: String
  /// What it says.
  public let body: JSONValue

  /// A message.
  public init(topic: String, key: String, body: JSONValue) {
    self.topic = topic
    self.key = key
    self.body = body
  }
}

/// The messages that wait to be sent, the newest of each key, in the order of these newest.
struct TransientOutbox {
  private struct Slot: Hashable {
    let topic: String
    let key: String
  }

  private struct Waiting {
    let turn: Int
    let text: [UInt8]
  }

  /// How many messages wait at most; more are lost.
  static let limit = 4_096
  /// How many payloads are sent at once at most.
  static let payloadCount = 16
  /// PostgreSQL takes payloads of less than 8,000 bytes.
  static let payloadBytes = 7_999

  private var waiting: [Slot: Waiting] = [:]
  private var turn = 0

  /// Whether nothing waits.
  var isEmpty: Bool { waiting.isEmpty }

  /// Takes a message in, in the place of an older one with the same key; one that would not fit into a payload is lost.
  mutating func put(_ message: TransientMessage) {
    let slot = Slot(topic: message.topic, key: message.key)
    let text = JSONValue.array([.string(message.topic), message.body]).serialized()
    guard text.count <= Self.payloadBytes - 128, waiting[slot] != nil || waiting.count < Self.limit else { return }
    turn += 1
    waiting[slot] = Waiting(turn: turn, text: text)
  }

  /// Takes out what is sent at once: payloads, each of which names its sender.
  ///
  /// - Parameter sender: a short name without characters that JSON escapes.
  mutating func takePayloads(from sender: String) -> [String] {
    let opening = Array("{\"from\":\"\(sender)\",\"messages\":[".utf8)
    var payloads: [[UInt8]] = []
    for (slot, message) in waiting.sorted(by: { $0.value.turn < $1.value.turn }) {
      // A comma, and the two brackets at the end.
      let hasRoom = payloads.last.map { $0.count + message.text.count + 3 <= Self.payloadBytes } ?? false
      if hasRoom {
        payloads[payloads.count - 1].append(UInt8(ascii: ","))
      } else {
        guard payloads.count < Self.payloadCount else { break }
        payloads.append(opening)
      }
      payloads[payloads.count - 1] += message.text
      waiting[slot] = nil
    }
    return payloads.map { String(decoding: $0 + Array("]}".utf8), as: UTF8.self) }
  }
}

/// What another instance sent. Anybody who may use the database can write into the channel, so that what is not
/// understood is passed over.
struct TransientPayload {
  let sender: String
  let messages: [(topic: String, body: JSONValue)]

  private static let limits = JSONParser.Limits(
    depth: 8, membersPerObject: 16, elementsPerArray: 1_000, bytesPerNumber: 32)

  /// Nil where the text is no payload of ours.
  init?(_ text: String) {
    guard let object = try? JSONParser.parse(text, limits: Self.limits).objectValue,
      let sender = object["from"]?.stringValue, !sender.isEmpty, sender.utf8.count <= 64,
      let messages = object["messages"]?.arrayValue
    else { return nil }
    self.sender = sender
    self.messages = messages.compactMap { message in
      guard let parts = message.arrayValue, parts.count == 2, let topic = parts[0].stringValue else { return nil }
      return (topic, parts[1])
    }
  }
}

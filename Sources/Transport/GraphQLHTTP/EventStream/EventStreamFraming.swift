internal import GraphQLJSON

/// The bytes of server-sent events (protocol "GraphQL over Server-Sent Events"). In the distinct connections mode each
/// operation has a stream of its own; in the single connection mode the data of an event names its operation.
public enum EventStreamFraming {
  /// An empty comment, sent at once so that header fields reach the client before the first event.
  public static let opening: [UInt8] = Array(":\n\n".utf8)

  /// An empty comment, sent when nothing else was for some seconds, so that nobody in between gives up.
  public static let heartbeat: [UInt8] = Array(":\n\n".utf8)

  /// The last event of the distinct connections mode. Its empty data line matters: browsers drop events without data.
  public static let complete: [UInt8] = Array("event: complete\ndata:\n\n".utf8)

  /// An event with one result, in the distinct connections mode.
  ///
  /// - Parameter identifier: what a client that comes back sends as `Last-Event-ID`. It must not hold line breaks or
  ///   NUL, else it is left out.
  public static func next(_ result: Span<UInt8>, identifier: String? = nil) -> [UInt8] {
    var event: [UInt8] = []
    event.reserveCapacity(result.count + 64)
    event.append(contentsOf: "event: next\n".utf8)
    if let identifier, !identifier.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) {
      event.append(contentsOf: "id: \(identifier)\n".utf8)
    }
    event.append(contentsOf: "data: ".utf8)
    appendLines(of: result, to: &event)
    event.append(contentsOf: "\n\n".utf8)
    return event
  }

  /// An event with one result of an operation, in the single connection mode.
  public static func next(operationID: String, _ result: Span<UInt8>) -> [UInt8] {
    var event: [UInt8] = []
    event.reserveCapacity(result.count + operationID.utf8.count + 64)
    event.append(contentsOf: "event: next\ndata: ".utf8)
    appendOpening(operationID, to: &event)
    event.append(contentsOf: ",\"payload\":".utf8)
    appendLines(of: result, to: &event)
    event.append(contentsOf: "}\n\n".utf8)
    return event
  }

  /// The last event of an operation, in the single connection mode.
  public static func complete(operationID: String) -> [UInt8] {
    var event = Array("event: complete\ndata: ".utf8)
    appendOpening(operationID, to: &event)
    event.append(contentsOf: "}\n\n".utf8)
    return event
  }

  /// JSON escapes every line break of an id, so it stays on its line.
  private static func appendOpening(_ operationID: String, to event: inout [UInt8]) {
    var writer = JSONWriter(capacity: operationID.utf8.count + 16)
    writer.raw("{\"id\":")
    writer.string(operationID)
    event.append(contentsOf: writer.finish())
  }

  /// A line break in the data would end the field, so every line gets a field of its own.
  private static func appendLines(of result: Span<UInt8>, to event: inout [UInt8]) {
    var index = 0
    while index < result.count {
      let byte = result[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else {
        event.append(byte)
        continue
      }
      if byte == 0x0D, index < result.count, result[index] == 0x0A { index += 1 }
      event.append(contentsOf: "\ndata: ".utf8)
    }
  }
}

internal import GraphQLJSON

/// The texts of the messages a server sends.
enum ServerMessage {
  static func connectionAck(payload: JSONObject?) -> [UInt8] {
    message("{\"type\":\"connection_ack\"", payload)
  }

  static func pong(payload: JSONObject?) -> [UInt8] {
    message("{\"type\":\"pong\"", payload)
  }

  static func next(id: String, result: [UInt8]) -> [UInt8] {
    message("next", id: id, payload: result)
  }

  static func error(id: String, errors: [UInt8]) -> [UInt8] {
    message("error", id: id, payload: errors)
  }

  static func complete(id: String) -> [UInt8] {
    message("complete", id: id, payload: nil)
  }

  /// The payload of an `error` message about one refusal.
  static func errors(message: String, code: StaticString) -> [UInt8] {
    var writer = JSONWriter(capacity: 128)
    writer.raw("[{\"message\":")
    writer.string(message)
    writer.raw(",\"extensions\":{\"code\":\"")
    writer.raw(code)
    writer.raw("\"}}]")
    return writer.finish()
  }

  private static func message(_ opening: StaticString, _ payload: JSONObject?) -> [UInt8] {
    var writer = JSONWriter(capacity: 64)
    writer.raw(opening)
    if let payload {
      writer.raw(",\"payload\":")
      writer.object(payload)
    }
    writer.byte(UInt8(ascii: "}"))
    return writer.finish()
  }

  private static func message(_ type: StaticString, id: String, payload: [UInt8]?) -> [UInt8] {
    var writer = JSONWriter(capacity: (payload?.count ?? 0) + id.utf8.count + 64)
    writer.raw("{\"id\":")
    writer.string(id)
    writer.raw(",\"type\":\"")
    writer.raw(type)
    writer.byte(UInt8(ascii: "\""))
    if let payload {
      writer.raw(",\"payload\":")
      writer.raw(payload)
    }
    writer.byte(UInt8(ascii: "}"))
    return writer.finish()
  }
}

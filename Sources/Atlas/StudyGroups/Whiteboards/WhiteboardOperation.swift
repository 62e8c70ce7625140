import FoundationEssentials
import GraphQLJSON

/// One operation on a whiteboard: it puts an element in place of what had its id, or takes it away.
struct WhiteboardOperation: Sendable, Equatable {
  /// What an operation may not be, in words for the client.
  enum Fault: Error, Equatable {
    case tooLong
    case invalid(String)
  }

  let elementID: String
  /// The element's JSON; nil takes it away.
  let value: String?
  /// The operation as the client sent it, in Base64.
  let data: String

  /// Reads the Base64 of a JSON object with `id` and, where something is put, `value`.
  init(_ data: String) throws(Fault) {
    guard data.utf8.count <= (WhiteboardLimits.operationBytes + 2) / 3 * 4 else { throw .tooLong }
    guard let bytes = Data(base64Encoded: data) else { throw .invalid("An operation is Base64.") }
    guard bytes.count <= WhiteboardLimits.operationBytes else { throw .tooLong }
    guard let members = (try? JSONParser.parse(Array(bytes)))?.objectValue else {
      throw .invalid("An operation is a JSON object.")
    }
    guard members.keys.allSatisfy({ $0 == "id" || $0 == "value" }) else {
      throw .invalid("An operation has no members but id and value.")
    }
    guard let id = members["id"]?.stringValue, (1...64).contains(id.unicodeScalars.count),
      id.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" && $0 != "\\" })
    else {
      // None of them grows in a snapshot, whose length is limited.
      throw .invalid("The id of an element is a text of 1 to 64 characters without control, quote or backslash.")
    }
    elementID = id
    let value = members["value"] ?? .null
    self.value = value.isNull ? nil : String(decoding: value.serialized(), as: UTF8.self)
    self.data = data
  }
}

import GraphQLHTTP
import Postgres

/// Names a request in logs, in the audit trail and in the answer: what the client or a proxy in front sends, else a
/// random identifier.
enum RequestID {
  static let fieldName = "X-Request-ID"

  /// The head with the identifier that counts.
  static func identified(_ head: HTTPRequestHead) -> (head: HTTPRequestHead, id: String) {
    let given = head.fields[fieldName]
    if let given, isAcceptable(given) { return (head, given) }
    var head = head
    let id = PostgresUUID.random().description
    if given == nil { head.fields.append(fieldName, id) } else { head.fields.set(fieldName, id) }
    return (head, id)
  }

  /// Letters, digits and a few signs: nothing that could do harm in a line of a log.
  private static func isAcceptable(_ text: String) -> Bool {
    (8...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "-_.:".utf8.contains(byte)
      }
  }
}

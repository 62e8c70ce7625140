import AtlasKernel
import GraphQLHTTP
import GraphQLSyntax

/// By what a client names a change, so that it happens once however often it is asked for.
///
/// A key is 1 to 255 printable ASCII characters. It belongs to whoever sends it: two users may use the same one.
struct IdempotencyKey: Sendable, Hashable {
  /// The key with where it comes from: what stands in a directive and what is made from a header never meet.
  let bytes: [UInt8]

  /// The key that stands in `@idempotent(key:)`.
  ///
  /// - Throws: `BAD_USER_INPUT`.
  init(directive text: String) throws(GraphQLError) {
    guard Self.isKey(text) else { throw .badUserInput("An idempotency key \(Self.rule).") }
    bytes = Array("directive\n\(text)".utf8)
  }

  fileprivate init(_ header: IdempotencyHeader, responseKey: String) {
    bytes = Array("header\n\(header.operation)\n\(header.text)\n\(responseKey)".utf8)
  }

  fileprivate static let rule = "must have 1 to 255 characters, all of them printable ASCII"

  fileprivate static func isKey(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
}

/// The header field `Idempotency-Key`: one key for all root fields of the operation, each with its response key.
struct IdempotencyHeader: Sendable {
  static let fieldName = "Idempotency-Key"

  fileprivate let text: String
  /// The place of the operation in a list of requests.
  fileprivate var operation = 0

  /// The field of a request; nil where it has none.
  ///
  /// - Throws: 400 for what is no key.
  init?(_ fields: HTTPFields) throws(HTTPFault) {
    guard let text = fields[Self.fieldName] else { return nil }
    guard IdempotencyKey.isKey(text) else { throw .badRequest("\(Self.fieldName) \(IdempotencyKey.rule)") }
    self.text = text
  }

  /// The same for the next operation of a list.
  var next: IdempotencyHeader {
    var next = self
    next.operation += 1
    return next
  }

  func key(for responseKey: String) -> IdempotencyKey { IdempotencyKey(self, responseKey: responseKey) }
}

import Crypto
import GraphQLCaching
import GraphQLSchema
import GraphQLSyntax
import Postgres

/// The cursors of one list: of a connection with its order and its filter. Those of any other list are refused.
///
/// The text is Base64url of the keys' values and 16 bytes of HMAC-SHA-256 over them; what tells the list from others is
/// not in the text but in the key.
struct ListCursors: Sendable {
  private static let tagLength = 16

  let keys: [CursorKey]
  private let signature: SymmetricKey

  /// - Parameter narrowing: what narrows the list, such as its filter.
  init(_ kind: CursorKind, narrowing: [InputObject?], _ signer: CursorSigner) {
    var list = InputValueWriter()
    list.text(Array(kind.name.utf8))
    for object in narrowing {
      if let object { list.value(.object(object)) } else { list.absent() }
    }
    keys = kind.keys
    signature = signer.key(for: list.bytes)
  }

  /// The text of a cursor.
  func encode(_ values: [CursorValue]) -> String {
    var bytes: [UInt8] = []
    for value in values { Self.append(value, to: &bytes) }
    return Base64URL.encode(bytes + tag(bytes))
  }

  /// - Throws: `BAD_USER_INPUT` where the text is no cursor of this list.
  func decode(_ text: String) throws(GraphQLError) -> [CursorValue] {
    guard let bytes = Base64URL.decode(text), bytes.count > Self.tagLength,
      isTag(bytes.suffix(Self.tagLength), of: bytes.dropLast(Self.tagLength))
    else { throw Self.foreign(text) }
    var reader = CursorReader(bytes: bytes.dropLast(Self.tagLength))
    var values: [CursorValue] = []
    for key in keys {
      guard let value = reader.value(key.form) else { throw Self.foreign(text) }
      values.append(value)
    }
    guard reader.isAtEnd else { throw Self.foreign(text) }
    return values
  }

  /// Takes the same time wherever they differ.
  private func isTag(_ tag: some Collection<UInt8>, of bytes: [UInt8].SubSequence) -> Bool {
    zip(tag, self.tag(bytes)).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func tag(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(bytes), using: signature).prefix(Self.tagLength))
  }

  private static func append(_ value: CursorValue, to bytes: inout [UInt8]) {
    switch value {
    case .integer(let value): append(UInt64(bitPattern: value), to: &bytes)
    case .number(let value): append(value.bitPattern, to: &bytes)
    case .moment(let value): append(UInt64(bitPattern: value.microsecondsSince1970), to: &bytes)
    case .text(let value):
      append(UInt64(value.utf8.count), to: &bytes)
      bytes.append(contentsOf: value.utf8)
    }
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  private static func foreign(_ text: String) -> GraphQLError {
    .badUserInput("The cursor \"\(text.quotable)\" does not belong to this list.")
  }
}

/// Reads the values of a cursor, left to right.
private struct CursorReader {
  let bytes: [UInt8].SubSequence
  var position = 0

  init(bytes: [UInt8].SubSequence) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func value(_ form: CursorKey.Form) -> CursorValue? {
    guard let word = word() else { return nil }
    switch form {
    case .integer: return .integer(Int64(bitPattern: word))
    case .number: return .number(Double(bitPattern: word))
    case .moment: return .moment(PostgresTimestamp(microsecondsSince1970: Int64(bitPattern: word)))
    case .text: return text(word).map { .text($0) }
    }
  }

  private mutating func word() -> UInt64? {
    guard bytes.count - position >= 8 else { return nil }
    defer { position += 8 }
    return bytes.dropFirst(position).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func text(_ length: UInt64) -> String? {
    guard let length = Int(exactly: length), length <= bytes.count - position else { return nil }
    defer { position += length }
    return String(validating: bytes.dropFirst(position).prefix(length), as: UTF8.self)
  }
}

public import GraphQLSyntax

/// The cursors of one connection: its keyset values under the connection's name, opaque to clients.
///
/// A cursor carries no authority: it only says where a page begins, and statements bind its values.
public struct CursorKind: Sendable {
  let name: String
  let count: Int

  /// - Parameters:
  ///   - name: told apart from the cursors of other connections.
  ///   - count: how many values the keyset has.
  public init(_ name: String, count: Int = 1) {
    self.name = name
    self.count = count
  }

  public func encode(_ values: [Int64]) -> String {
    Base64URL.encode(Array(([name] + values.map(String.init)).joined(separator: ":").utf8))
  }

  /// - Throws: `BAD_USER_INPUT` where the text is no cursor of this connection.
  public func decode(_ text: String) throws(GraphQLError) -> [Int64] {
    let parts = Base64URL.decode(text).map { String(decoding: $0, as: UTF8.self).split(separator: ":") } ?? []
    let values = parts.dropFirst().compactMap { Int64($0) }
    guard parts.first.map(String.init) == name, values.count == count, parts.count == count + 1 else {
      throw .badUserInput("The cursor \"\(text.quotable)\" does not belong to this connection.")
    }
    return values
  }
}
